internal import Core
internal import Reports
internal import Workbench

extension NetworkSummary: Printable {
  var text: String {
    var table = TextTable(columns: [
      .init("layer"), .init("kind"), .init("output", .right), .init("parameters", .right),
      .init("multiply-adds", .right), .init("FLOPs", .right),
    ])
    for layer in layers {
      table.add(
        layer.name, layer.kind, layer.output, Self.count(layer.parameters),
        Self.count(layer.multiplyAdds), Self.count(layer.operations))
    }
    return """
      \(name) for images of \(input) and \(classes) classes

      \(table.text)
      \(Self.grouped(parameters)) parameters, \(Self.bytes(4 * parameters))
      \(Self.grouped(multiplyAdds)) multiply-adds an image, \(Self.scaled(operations)) FLOP
      \(Self.bytes(activationBytes)) of activations an image while training
      """
  }

  /// A count, empty where there is none.
  private static func count(_ number: Int) -> String { number == 0 ? "" : grouped(number) }

  /// A count with its thousands set apart: "11,171,271".
  private static func grouped(_ number: Int) -> String {
    var digits = String(number)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// A count in thousands, millions or billions: "1.11 G".
  private static func scaled(_ number: Int) -> String {
    let units = ["", "k", "M", "G", "T"]
    var value = Double(number)
    var unit = 0
    while value >= 1000, unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    return "\(hundredths(value)) \(units[unit])"
  }

  private static func bytes(_ number: Int) -> String {
    let kibibytes = Double(number) / 1024
    return kibibytes < 1024
      ? "\(hundredths(kibibytes)) KiB" : "\(hundredths(kibibytes / 1024)) MiB"
  }

  private static func hundredths(_ value: Double) -> String {
    let whole = Int((value * 100).rounded())
    let rest = String(whole % 100)
    return "\(whole / 100).\(rest.count < 2 ? "0" : "")\(rest)"
  }
}
