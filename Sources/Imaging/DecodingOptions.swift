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

  /// An image of so few pixels may be larger than its file's bytes can fill, as skipped pixels allow.
  static let freePixels = 1 << 20

  /// Rejects a size over the limits; called before anything of that size is allocated.
  func check(width: Int, height: Int) throws(ImageError) {
    guard width <= Image.maximumSide, height <= Image.maximumSide else {
      throw .sideTooLong(width: width, height: height)
    }
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, count <= maximumPixels else {
      throw .tooManyPixels(width: width, height: height, limit: maximumPixels)
    }
  }
}
