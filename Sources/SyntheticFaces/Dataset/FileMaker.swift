internal import Core
internal import Imaging

/// Makes the bytes of planned files.
struct FileMaker: Sendable {
  /// The JPEG quality of sound files.
  static let quality = 92

  let options: SyntheticDataset.Options
  let renderer: FaceRenderer

  func bytes(of content: PlannedFile.Content) throws(SyntheticFacesError) -> [UInt8] {
    do {
      return try bytesOrImageError(of: content)
    } catch { throw .image(error) }
  }

  private func bytesOrImageError(of content: PlannedFile.Content) throws(ImageError) -> [UInt8] {
    switch content {
    case .sound(let sample): return try encode(image(of: sample))
    case .encodedAgain(let sample, let quality):
      return try JPEGEncoder.encode(image(of: sample), quality: quality)
    case .shifted(let sample, let x, let y): return try encode(image(of: sample).moved(x: x, y: y))
    case .brighter(let sample, let step): return try encode(image(of: sample).brightened(by: step))
    case .corrupt(let sample, let flips, let place):
      return Self.corrupted(try encode(image(of: sample)), flips: flips, place: place)
    case .truncated(let sample, let permille):
      let bytes = try encode(image(of: sample))
      return Array(bytes.prefix(bytes.count * permille / 1000))
    case .blank(let level):
      return try encode(
        Image(
          width: options.size, height: options.size, channels: options.color == .gray ? 1 : 3,
          repeating: level))
    case .blurred(let sample, let radius):
      return try encode(image(of: sample).boxBlurred(radius: radius, passes: 3))
    case .turned(let sample, let orientation):
      let turned = try image(of: sample).stored(orientation: orientation)
      return try JPEGEncoder.encode(turned, quality: Self.quality, exifOrientation: orientation)
    case .otherFormat(let sample):
      return try encode(image(of: sample), as: options.format.other)
    case .text(let token): return Self.page(token)
    case .varied(let sample, let change): return try varied(image(of: sample), change)
    case .placeholder(let seed):
      return try encode(
        Placeholder.draw(side: options.size, isColored: options.color == .rgb, seed: seed))
    }
  }

  /// A face after a change; a change of the encoding is one of the pixels where files are PNGs.
  private func varied(_ image: Image, _ change: PictureChange) throws(ImageError) -> [UInt8] {
    guard case .recompressed(let quality) = change else {
      return try encode(try change.apply(to: image))
    }
    let file = try JPEGEncoder.encode(image, quality: quality)
    if options.format == .jpeg { return file }
    var decoder = try ImageDecoder()
    return try encode(try decoder.decode(file, options: DecodingOptions()).image)
  }

  private func image(of sample: PlannedFile.Sample) throws(ImageError) -> Image {
    try renderer.image(
      of: .draw(
        sample.expression, index: sample.index, subject: sample.subject, seed: options.seed,
        series: sample.series))
  }

  private func encode(
    _ image: Image, as format: SyntheticDataset.Format? = nil
  ) throws(ImageError) -> [UInt8] {
    switch format ?? options.format {
    case .jpeg: try JPEGEncoder.encode(image, quality: Self.quality)
    case .png: try PNGEncoder.encode(image)
    }
  }

  /// A web server's answer, saved under an image's name.
  private static func page(_ token: UInt64) -> [UInt8] {
    let text = """
      <!DOCTYPE html>
      <html><head><title>404 Not Found</title></head>
      <body><h1>Not Found</h1><p>The requested picture was not found on this server.</p>
      <p>Request \(String(token, radix: 16))</p></body></html>

      """
    return Array(text.utf8)
  }

  /// Flips bytes of the header so that no decoder can accept it.
  private static func corrupted(_ file: [UInt8], flips: UInt32, place: UInt32) -> [UInt8] {
    var bytes = file
    // Bits that are always flipped, so that no flip is empty.
    let masks = (0..<3).map { UInt8(truncatingIfNeeded: flips >> UInt32(8 * $0)) | 0x12 }
    if let frame = frameHeader(of: file) {
      // The number of components then contradicts the segment's length; precision and height go too.
      for (offset, mask) in zip([9, 4, 5], masks) where frame + offset < bytes.count {
        bytes[frame + offset] ^= mask
      }
    } else {
      // Three neighbouring bytes of IHDR: its checksum finds every burst of 24 bits.
      let start = 16 + Int(place % 10)
      for (offset, mask) in masks.enumerated() where start + offset < bytes.count {
        bytes[start + offset] ^= mask
      }
    }
    return bytes
  }

  /// Where the start-of-frame marker of a JPEG file is, or nil.
  private static func frameHeader(of file: [UInt8]) -> Int? {
    guard file.count > 4, file[0] == 0xFF, file[1] == 0xD8 else { return nil }
    var place = 2
    while place + 3 < file.count, file[place] == 0xFF {
      if (0xC0...0xC2).contains(file[place + 1]) { return place }
      place += 2 + Int(file[place + 2]) << 8 + Int(file[place + 3])
    }
    return nil
  }
}
