internal import Core
internal import Tensors

/// The first element in which the tensors of two checkpoints differ.
enum WeightsComparison {
  /// A sentence that names the tensor and the element; nil where all tensors have equal bytes.
  ///
  /// Tensors are taken in the order in which they lie in the first file.
  static func firstDifference(_ first: SafetensorsFile, _ second: SafetensorsFile) -> String? {
    var differing: [(tensor: TensorSlice, element: Int, count: Int)] = []
    for tensor in first.tensors {
      guard let other = second.tensor(named: tensor.name) else {
        return "the tensor \(tensor.name) is in the first alone"
      }
      guard other.shape == tensor.shape, other.type == tensor.type else {
        return
          "the tensor \(tensor.name) has the shape \(tensor.shape) in the first and \(other.shape) in the second"
      }
      let (element, count) = compare(first, tensor, second, other)
      if let element { differing.append((tensor, element, count)) }
    }
    if let name = second.tensors.map(\.name).first(where: { first.tensor(named: $0) == nil }) {
      return "the tensor \(name) is in the second alone"
    }
    guard let place = differing.first else { return nil }
    let name = place.tensor.name
    let values = [first, second].map { file in
      value(place.element, of: name, in: file)
    }
    return "\(differing.count) of \(first.tensors.count) tensors differ; the first is \(name), in "
      + "\(place.count) of \(place.tensor.shape.reduce(1, *)) elements, first in "
      + "\(index(place.element, in: place.tensor.shape)): \(values[0]) and \(values[1])"
  }

  /// The first different element and how many differ, four bytes an element.
  private static func compare(
    _ first: SafetensorsFile, _ tensor: TensorSlice, _ second: SafetensorsFile, _ other: TensorSlice
  ) -> (element: Int?, count: Int) {
    first.withBytes(of: tensor) { mine in
      second.withBytes(of: other) { theirs in
        var (element, count): (Int?, Int) = (nil, 0)
        let size = tensor.type.size
        for place in 0..<mine.count / size {
          let range = place * size..<(place + 1) * size
          if range.allSatisfy({ mine[$0] == theirs[$0] }) { continue }
          element = element ?? place
          count += 1
        }
        return (element, count)
      }
    }
  }

  private static func value(_ element: Int, of name: String, in file: SafetensorsFile) -> String {
    guard let values = try? file.floats(of: name), values.indices.contains(element) else {
      return "unknown"
    }
    return values[element].description
  }

  /// The place of an element in C order: "[3, 0, 1]".
  static func index(_ element: Int, in shape: [Int]) -> [Int] {
    var rest = element
    var index: [Int] = []
    for side in shape.reversed() {
      index.append(rest % max(side, 1))
      rest /= max(side, 1)
    }
    return index.reversed()
  }
}
