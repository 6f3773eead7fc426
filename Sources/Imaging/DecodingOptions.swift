/// What a decoder accepts.
public struct DecodingOptions: Hashable, Sendable {
  /// The most pixels (width × height) a header may declare.
  public var maximumPixels: Int

  /// Whether an image that decodes with a warning or in part only is taken as it is.
  public var acceptDamaged: Bool

  /// Options; by default at most 100 million pixels and nothing damaged.
  public init(maximumPixels: Int = 100_000_000, acceptDamaged: Bool = false) {
    self.maximumPixels = maximumPixels
    self.acceptDamaged = acceptDamaged
  }

  /// Rejects a size over the limit; called before anything of that size is allocated.
  func check(width: Int, height: Int) throws(ImageError) {
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, count <= maximumPixels, width <= Image.maximumSide,
      height <= Image.maximumSide
    else {
      throw .tooManyPixels(width: width, height: height, limit: maximumPixels)
    }
  }
}
