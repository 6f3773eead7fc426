public import Core

/// A picture: 8 bits a sample, one channel (gray) or three (red, green, blue, interleaved).
///
/// Rows run from top to bottom without padding; sample (x, y, c) is at `(y * width + x) * channels + c`.
public struct Image: Hashable, Sendable {
  /// Pixels in a row.
  public let width: Int

  /// Rows.
  public let height: Int

  /// Samples a pixel: 1 (gray) or 3 (red, green, blue).
  public let channels: Int

  /// The samples, `width * height * channels` of them.
  public private(set) var pixels: [UInt8]

  /// The longest side an image may have, in pixels.
  public static let maximumSide = 1 << 24

  /// An image of these samples.
  ///
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` unless both sides are
  ///   at least 1, channels are 1 or 3 and the samples fill the shape exactly.
  public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) throws(ImageError) {
    let expected = try Image.sampleCount(
      width: width, height: height, channels: channels, given: pixels.count)
    guard pixels.count == expected else {
      throw .invalidShape(width: width, height: height, channels: channels, samples: pixels.count)
    }
    self.init(checkedWidth: width, height: height, channels: channels, pixels: pixels)
  }

  /// An image with every sample equal.
  ///
  /// - Throws: ``ImageError/invalidShape(width:height:channels:samples:)`` for an impossible shape.
  public init(width: Int, height: Int, channels: Int, repeating sample: UInt8) throws(ImageError) {
    let count = try Image.sampleCount(
      width: width, height: height, channels: channels, given: 0)
    self.init(
      checkedWidth: width, height: height, channels: channels,
      pixels: [UInt8](repeating: sample, count: count))
  }

  /// An image whose shape the caller has just checked, so that kernels need no error path.
  init(checkedWidth width: Int, height: Int, channels: Int, pixels: [UInt8]) {
    assert(pixels.count == width * height * channels)
    self.width = width
    self.height = height
    self.channels = channels
    self.pixels = pixels
  }

  /// Whether the image has one channel.
  public var isGray: Bool { channels == 1 }

  /// The sample of one channel of one pixel.
  public subscript(x: Int, y: Int, channel: Int) -> UInt8 {
    precondition(x >= 0 && x < width && y >= 0 && y < height && channel >= 0 && channel < channels)
    return pixels[(y * width + x) * channels + channel]
  }

  /// Calls `body` with the samples.
  public func withPixels<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try pixels.withUnsafeBufferPointer(body)
  }

  /// Calls `body` with the samples, which it may change.
  public mutating func withMutablePixels<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try pixels.withUnsafeMutableBufferPointer { buffer throws(Failure) in try body(buffer) }
  }

  /// SHA-256 of width, height and channels (64-bit little-endian each) and the samples.
  public var pixelDigest: Digest {
    var hasher = SHA256Hasher()
    var header: [UInt8] = []
    for number in [width, height, channels] {
      for shift in stride(from: 0, to: 64, by: 8) {
        header.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    hasher.update(header)
    hasher.update(pixels)
    return hasher.finalize()
  }

  /// Hashes the shape, and the samples as one run of bytes rather than one by one.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(width)
    hasher.combine(height)
    pixels.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// The number of samples of a shape, which is checked before anything of that size is allocated.
  static func sampleCount(
    width: Int, height: Int, channels: Int, given: Int
  ) throws(ImageError) -> Int {
    guard width >= 1, height >= 1, width <= maximumSide, height <= maximumSide,
      channels == 1 || channels == 3
    else {
      throw .invalidShape(width: width, height: height, channels: channels, samples: given)
    }
    return width * height * channels
  }
}
