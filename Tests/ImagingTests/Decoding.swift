import Imaging

/// Decodes with a decoder of its own.
func decoded(
  _ bytes: [UInt8], _ options: DecodingOptions = DecodingOptions()
) throws -> DecodedImage {
  var decoder = try ImageDecoder()
  return try decoder.decode(bytes, options: options)
}

/// Why bytes are refused, or nil.
func refusal(
  _ bytes: [UInt8], _ options: DecodingOptions = DecodingOptions()
) throws -> ImageError? {
  var decoder = try ImageDecoder()
  do throws(ImageError) {
    _ = try decoder.decode(bytes, options: options)
    return nil
  } catch {
    return error
  }
}

extension Image {
  /// The samples of a pixel.
  func pixel(_ x: Int, _ y: Int) -> [Int] {
    (0..<channels).map { Int(self[x, y, $0]) }
  }

  /// Whether every pixel is this one.
  func isFlat(_ pixel: [Int]) -> Bool {
    channels == pixel.count && pixels.indices.allSatisfy { Int(pixels[$0]) == pixel[$0 % channels] }
  }
}
