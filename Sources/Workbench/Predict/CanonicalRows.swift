internal import Core
internal import NeuralNetworks

/// Canonical images as rows for the network, standardized as its training rows were.
struct CanonicalRows: SampleSource {
  /// Planar C×H×W images.
  let images: [[UInt8]]
  let classCount: Int
  let input: Shape
  let pixels: StandardizedPixels
  // Predictions draw nothing, so that any key will do.
  private let anyKey = SampleKey(.sha256(of: ""))

  init(_ images: [[UInt8]], for model: TrainedModel) {
    (self.images, pixels) = (images, model.pixels)
    (classCount, input) = (model.network.classCount, model.network.input)
  }

  var count: Int { images.count }
  var channels: Int { input.channels }
  var height: Int { input.height }
  var width: Int { input.width }

  func label(at row: Int) -> Int { 0 }
  func weight(at row: Int) -> Float { 1 }
  func key(at row: Int) -> SampleKey { anyKey }

  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    images[row].withUnsafeBufferPointer { pixels.fill(image, from: $0, plane: height * width) }
  }
}
