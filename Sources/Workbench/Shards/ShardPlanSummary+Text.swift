internal import Core
internal import Reports

extension ShardPlanSummary {
  /// For people, without a final newline.
  public var text: String {
    let drawn = sampler.map { sampler in
      (sampler.length, classes.count { $0.rows > 0 })
    }
    var header = ["train class", "originals", "left out", "copies", "rows"]
    let isWeighted = classes.contains { $0.weight != 1 && $0.rows > 0 }
    if isWeighted { header.append("weight") }
    if drawn != nil { header.append("drawn, about") }
    var rows = classes.map { share -> [String] in
      var cells = [
        share.name, "\(share.originals)", "\(share.leftOut)", "\(share.copies)", "\(share.rows)",
      ]
      if isWeighted { cells.append(PlainNumber.text(share.weight, 4)) }
      if let (length, count) = drawn { cells.append(share.rows > 0 ? "\(length / count)" : "0") }
      return cells
    }
    var sums = [
      "all", "\(total(\.originals))", "\(total(\.leftOut))", "\(total(\.copies))",
      "\(total(\.rows))",
    ]
    if isWeighted { sums.append("") }
    if let (length, _) = drawn { sums.append("\(length)") }
    rows.append(sums)
    let columns = header.enumerated().map { number, title in
      TextTable.Column(title, number == 0 ? .left : .right)
    }
    let table = TextTable(columns: columns, rows: rows).text
    let others = [Split.val, .test].map { "\($0.rawValue) \(otherRows[$0] ?? 0)" }
    return "balance: \(sentence)\n\(table.hasSuffix("\n") ? table : table + "\n")"
      + "\(others.joined(separator: ", ")) rows, as they are"
  }

  private var sentence: String {
    let word = balancing["target"]?.stringValue.map { " (\($0))" } ?? ""
    let rows = "\(target ?? 0) rows\(word)"
    switch method {
    case "oversample": return "oversample, classes below \(rows) get augmented copies"
    case "undersample": return "undersample, classes above \(rows) lose originals"
    case "target": return "target, every class gets \(rows) by copies or by leaving originals out"
    case "weights":
      let by = balancing["by"]?.stringValue ?? ""
      let beta = balancing["beta"]?.doubleValue.map { ", beta \($0)" } ?? ""
      return "weights by \(by)\(beta)"
    case "sampler":
      return "sampler, an epoch draws \(epochLength ?? 0) rows with replacement, every class alike"
    default: return method
    }
  }
}
