/// What can go wrong between bytes and pixels.
public enum ImageError: Error, Hashable, Sendable {
  /// The file has no bytes.
  case emptyFile
  /// The first bytes are of no format that is read here.
  case unknownFormat(firstBytes: [UInt8])
  /// The file is a picture of a format that is known and not read here.
  case unreadFormat(name: String)
  /// The header declares more pixels than the limit allows; nothing was allocated.
  case tooManyPixels(width: Int, height: Int, limit: Int)
  /// The header declares a side longer than any image may have; nothing was allocated.
  case sideTooLong(width: Int, height: Int)
  /// The file can be decoded in part only, or with a warning; `reason` is the library's.
  case damaged(ImageFormat, reason: String)
  /// The file cannot be decoded at all; `reason` is the library's.
  case undecodable(ImageFormat, reason: String)
  /// The file is valid, but of a kind that is not read here.
  case unsupported(ImageFormat, feature: String)
  /// An image could not be written in a format; `reason` is the library's.
  case cannotEncode(ImageFormat, reason: String)
  /// The codec library gave no handle.
  case codecUnavailable(ImageFormat)
  /// A shape that no image has, or samples that do not fill it.
  case invalidShape(width: Int, height: Int, channels: Int, samples: Int)
  /// A JPEG quality outside 1…100.
  case invalidQuality(Int)
  /// An EXIF orientation outside 1…8.
  case invalidOrientation(Int)
  /// A square to cut out that is smaller than a pixel, too large, too far away or turned too far.
  case frameOutOfRange(centerX: Int, centerY: Int, side: Int, tilt: Int)
  /// A median window other than 3 or 5.
  case invalidMedianSize(Int)
  /// A filter's setting outside its range; `what` names the setting.
  case outOfRange(_ what: String, value: Double, range: ClosedRange<Double>)
  /// A window without a middle, or outside its range; `what` names it.
  case invalidWindow(_ what: String, size: Int, range: ClosedRange<Int>)
  /// A region that is not inside the image.
  case regionOutside(x: Int, y: Int, width: Int, height: Int, imageWidth: Int, imageHeight: Int)
}

extension ImageError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .emptyFile:
      "the file is empty; get it again from its source"
    case .unknownFormat(let firstBytes):
      "not an image that can be read (it begins with \(Self.hex(firstBytes))); "
        + "convert it to JPEG or PNG"
    case .unreadFormat(let name):
      "the picture is in the format \(name), which is not read; convert it to JPEG or PNG"
    case .tooManyPixels(let width, let height, let limit):
      "the image declares \(width) x \(height) pixels, more than the limit of \(limit); "
        + "shrink it, or raise --max-pixels to accept it"
    case .sideTooLong(let width, let height):
      "the image declares \(width) x \(height) pixels, and no side may be over "
        + "\(Image.maximumSide), whatever --max-pixels says; cut it up or shrink it"
    case .damaged(let format, let reason):
      "the \(format.displayName) is damaged (\(reason)); "
        + "get it again from its source, or accept damaged images"
    case .undecodable(let format, let reason):
      "the \(format.displayName) cannot be decoded (\(reason)); get it again from its source"
    case .unsupported(let format, let feature):
      "the \(format.displayName) is \(feature), which is not read; "
        + "convert it to a plain JPEG or PNG"
    case .cannotEncode(let format, let reason):
      "the image cannot be written as \(format.displayName) (\(reason)); use another format"
    case .codecUnavailable(let format):
      "the \(format.displayName) library gave no handle; free some memory and run it again"
    case .invalidShape(let width, let height, let channels, let samples):
      "an image of \(width) x \(height) with \(channels) channels and \(samples) samples cannot be; "
        + "give sides from 1 to \(Image.maximumSide), 1 or 3 channels and as many samples as they need"
    case .invalidQuality(let quality):
      "\(quality) is not a JPEG quality; use 1 to 100"
    case .invalidOrientation(let orientation):
      "\(orientation) is not an EXIF orientation; use 1 to 8"
    case .frameOutOfRange(let centerX, let centerY, let side, let tilt):
      "a square of side \(side)/16 at (\(centerX)/16, \(centerY)/16) turned by \(tilt)/1000 degree cannot "
        + "be cut; give a side from 1 to \(Image.maximumFrameSide) pixels near the image and at most "
        + "half a turn"
    case .invalidMedianSize(let size):
      "a median over \(size) x \(size) pixels is not offered; use 3 or 5"
    case .outOfRange(let what, let value, let range):
      "\(what) cannot be \(Self.short(value)); "
        + "use \(Self.short(range.lowerBound)) to \(Self.short(range.upperBound))"
    case .invalidWindow(let what, let size, let range):
      "\(what) cannot be \(size); use an odd number from \(range.lowerBound) to \(range.upperBound)"
    case .regionOutside(let x, let y, let width, let height, let imageWidth, let imageHeight):
      "the region \(width) x \(height) at (\(x), \(y)) is not inside the image of "
        + "\(imageWidth) x \(imageHeight); choose one that is"
    }
  }

  /// A whole number without its ".0".
  private static func short(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? value.description
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}

extension ImageError {
  /// Throws unless a setting is a number in its range.
  static func check(
    _ what: String, _ value: Double, in range: ClosedRange<Double>
  ) throws(ImageError) {
    guard range.contains(value) else { throw .outOfRange(what, value: value, range: range) }
  }

  /// Throws unless a setting is in its range.
  static func check(_ what: String, _ value: Int, in range: ClosedRange<Int>) throws(ImageError) {
    try check(what, Double(value), in: Double(range.lowerBound)...Double(range.upperBound))
  }

  /// Throws unless a window's side is odd and in its range.
  static func checkOdd(_ what: String, _ size: Int, in range: ClosedRange<Int>) throws(ImageError) {
    guard range.contains(size), size % 2 == 1 else {
      throw .invalidWindow(what, size: size, range: range)
    }
  }
}
