internal import Core

/// The weights of a Gaussian blur in 1/256, made by OpenCV's rule for 8-bit images.
///
/// The window has `round(6 σ + 1) | 1` samples. From the outermost weight inwards each is rounded to the
/// nearest together with what the ones before it lost; the middle takes the rest, so that they sum to 256.
package struct GaussianWeights: Hashable, Sendable {
  /// The weight of each distance, the middle first; the outermost is not zero.
  package let values: [UInt16]

  /// The standard deviations for which there are weights, in pixels.
  package static let sigmas = 0.1...10.0

  /// The weights of a standard deviation, which is taken into the range.
  package init(sigma: Double) {
    let sigma = min(max(sigma, Self.sigmas.lowerBound), Self.sigmas.upperBound)
    let radius = (Int((6 * sigma + 1).rounded(.toNearestOrEven)) | 1) / 2
    let shape = (0...radius).map { distance in
      Elementary.exp(-0.5 * Double(distance * distance) / (sigma * sigma))
    }
    var total = shape[0]
    for value in shape.dropFirst() { total += 2 * value }
    var (values, rest, lost) = ([UInt16](repeating: 0, count: radius + 1), 256, 0.0)
    for distance in stride(from: radius, to: 0, by: -1) {
      let exact = shape[distance] / total * 256 + lost
      let rounded = exact.rounded(.toNearestOrEven)
      lost = exact - rounded
      values[distance] = UInt16(rounded)
      rest -= 2 * Int(rounded)
    }
    values[0] = UInt16(rest)
    while values.count > 1, values.last == 0 { values.removeLast() }
    self.values = values
  }
}
