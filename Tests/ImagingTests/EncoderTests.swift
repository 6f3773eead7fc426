import Imaging
import Testing

@Suite("Encoders")
struct EncoderTests {
  @Test("equal images give equal files")
  func areStable() throws {
    let image = try Image(width: 5, height: 4, channels: 3, repeating: 77)
    #expect(try PNGEncoder.encode(image) == PNGEncoder.encode(image))
    #expect(try JPEGEncoder.encode(image, quality: 90) == JPEGEncoder.encode(image, quality: 90))
  }
}
