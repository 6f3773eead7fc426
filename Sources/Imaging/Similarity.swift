internal import CPixelKernels
internal import Core

/// How alike pictures are: descriptors that screen all pairs, and the correlation that confirms one.
///
/// A picture is 48 × 48 gray samples. Everything is in whole numbers, or in + − × ÷ √ in a stated order, so that
/// it is the same on every machine (`docs/duplicates.md`).
public enum Similarity {
  /// The side of a picture, in pixels.
  public static let side = 48
  /// The samples of a picture.
  public static let samples = side * side
  /// The numbers of a descriptor.
  public static let numbers = 64
  /// What the sum of products of two descriptors is counted in: 1 is 2^28.
  public static let one = 1 << 28
  /// How far rounding may lower a bound, in parts of one: 1/2048.
  public static let rounding = one / 2048

  /// A pair that the screen lets pass.
  public struct Candidate: Hashable, Sendable {
    /// The number of the first picture.
    public let row: Int32
    /// The number of the second.
    public let column: Int32
    /// Whether they may be alike as they are.
    public let isPlain: Bool
    /// Whether they may be alike with the second mirrored.
    public let isMirrored: Bool

    /// A pair to be looked at.
    public init(row: Int32, column: Int32, isPlain: Bool, isMirrored: Bool) {
      (self.row, self.column) = (row, column)
      (self.isPlain, self.isMirrored) = (isPlain, isMirrored)
    }
  }

  /// The best place of the second picture over the first.
  public struct Fit: Hashable, Sendable {
    /// The correlation over what they share, in millionths; −1000000 where there is nothing to compare.
    public let millionths: Int32
    /// Pixels to the right.
    public let x: Int
    /// Pixels down.
    public let y: Int
  }

  /// The samples an image is compared by: gray, 48 × 48, by area where it shrinks.
  public static func picture(of image: Image) throws(ImageError) -> Image {
    try image.grayscale().resized(width: side, height: side)
  }

  /// Writes the 64 numbers of a picture's descriptor.
  ///
  /// - Returns: whether it has one; a picture of one gray level has none, and zeros are written.
  public static func describe(
    _ picture: UnsafePointer<UInt8>, into descriptor: UnsafeMutablePointer<Int16>
  ) -> Bool {
    let isDescribed = basis.withUnsafeBufferPointer {
      fer_pixels_descriptor(picture, $0.baseAddress, descriptor) != 0
    }
    if !isDescribed { descriptor.update(repeating: 0, count: numbers) }
    return isDescribed
  }

  /// cos(π (2v + 1) u / 48), scaled to length one, for v in 0..<24 and u in 0..<8.
  private static let basis: [Double] = (0..<24).flatMap { v in
    (0..<8).map { u in
      let scale = (u == 0 ? 1.0 : 2.0) / 24
      return Elementary.cos(Double.pi * Double((2 * v + 1) * u) / 48) * scale.squareRoot()
    }
  }

  /// A descriptor of the same picture turned clockwise by quarter turns.
  public static func turned(_ descriptor: [Int16], quarterTurns: Int) -> [Int16] {
    func place(_ u: Int, _ v: Int) -> Int { u % 2 == 0 ? v * 4 + u / 2 : 32 + v * 4 + u / 2 }
    return [Int16](unsafeUninitializedCapacity: numbers) { turned, initialized in
      for v in 0..<8 {
        for u in 0..<8 {
          let (value, isNegative): (Int16, Bool) =
            switch quarterTurns % 4 {
            case 1: (descriptor[place(v, u)], u % 2 == 1)
            case 2: (descriptor[place(u, v)], (u + v) % 2 == 1)
            case 3: (descriptor[place(v, u)], v % 2 == 1)
            default: (descriptor[place(u, v)], false)
            }
          turned[place(u, v)] = isNegative ? -value : value
        }
      }
      initialized = numbers
    }
  }

  /// A picture turned clockwise by quarter turns.
  public static func turned(_ picture: UnsafePointer<UInt8>, quarterTurns: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: samples) { turned, initialized in
      for y in 0..<side {
        for x in 0..<side {
          let from =
            switch quarterTurns % 4 {
            case 1: (side - 1 - x) * side + y
            case 2: (side - 1 - y) * side + side - 1 - x
            case 3: x * side + side - 1 - y
            default: y * side + x
            }
          turned[y * side + x] = picture[from]
        }
      }
      initialized = samples
    }
  }
}
