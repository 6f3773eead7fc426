/// A run of parameters that one thread sums and updates at once.
struct UpdateRange: Sendable {
  let range: Range<Int>
  /// Whether weight decay applies.
  let decays: Bool
  /// Whether its gradient is the sum of the slices'; that of batch normalization is summed already.
  let isSliced: Bool

  /// Floats of the longest range: small enough to share the work, large enough not to notice.
  static let length = 16_384

  static func all(of layout: ParameterLayout) -> [UpdateRange] {
    let normalized = Set(layout.running.map { $0.name.split(separator: ".").dropLast() })
    var ranges: [UpdateRange] = []
    for tensor in layout.trained {
      let sliced = !normalized.contains(tensor.name.split(separator: ".").dropLast())
      var start = tensor.offset
      let end = tensor.offset + tensor.count
      while start < end {
        let next = min(end, start + length)
        ranges.append(UpdateRange(range: start..<next, decays: tensor.decays, isSliced: sliced))
        start = next
      }
    }
    return ranges
  }
}
