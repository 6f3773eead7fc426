public import Imaging

/// One end of a step's range, for a sheet that shows what a policy can do.
public struct AugmentationExtreme: Hashable, Sendable {
  /// The step's name.
  public let step: String
  /// The parameters in a few ASCII characters, such as "+15 deg" or "x 0.94".
  public let caption: String
  let operation: PixelOperation

  /// The image after the step at this end of its range.
  public func apply(to image: Image) -> Image { image.applying(operation) }
}

extension AugmentationPolicy {
  /// The ends of every step's range, in the order of the file, groups flattened.
  ///
  /// - Parameters:
  ///   - width: the width of the images to apply them to.
  ///   - height: their height.
  public func extremes(width: Int, height: Int) -> [AugmentationExtreme] {
    steps.flatMap { $0.extremes(width: width, height: height) }
  }
}
