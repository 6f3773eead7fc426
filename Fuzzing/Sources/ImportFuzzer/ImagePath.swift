internal import Core
internal import Imaging

/// The bytes are an image: decode it strictly and leniently, measure it.
enum ImagePath {
  private static let maximumPixels = 1 << 18

  static func run(_ bytes: [UInt8]) {
    guard var decoder = try? ImageDecoder() else { return }
    for acceptDamaged in [false, true] {
      let options = DecodingOptions(maximumPixels: maximumPixels, acceptDamaged: acceptDamaged)
      do throws(ImageError) {
        let image = try decoder.decode(bytes, options: options).image
        precondition(image.width * image.height <= maximumPixels)
        _ = ImageMeasures.measure(image)
        _ = image.pixelDigest
      } catch {
        precondition(!error.description.isEmpty)
      }
    }
  }
}
