internal import Imaging

/// Pictures inside a page.
enum PictureData {
  /// The longest side at which a picture is kept; a larger one is shrunk.
  static let side = 96

  /// A picture as a `data:` URI of a PNG; empty where it cannot be encoded.
  static func uri(_ image: Image) -> String {
    guard let shown = try? shrunk(image), let bytes = try? PNGEncoder.encode(shown) else {
      return ""
    }
    return "data:image/png;base64," + base64(bytes)
  }

  /// The picture with no side over ``side``.
  static func shrunk(_ image: Image) throws(ImageError) -> Image {
    let longer = max(image.width, image.height)
    guard longer > side else { return image }
    return try image.resized(
      width: max(1, image.width * side / longer), height: max(1, image.height * side / longer))
  }

  /// RFC 4648.
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let word = part[0] << 16 | part[1] << 8 | part[2]
      for place in 0..<4 {
        let isThere = start + place <= bytes.count
        out.append(isThere ? letters[word >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
