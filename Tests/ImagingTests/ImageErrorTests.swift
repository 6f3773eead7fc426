import Imaging
import Testing

@Suite("Messages of image errors")
struct ImageErrorTests {
  private static let texts: [(ImageError, String)] = [
    (.emptyFile, "the file is empty; get it again from its source"),
    (
      .unknownFormat(firstBytes: [0x47, 0x0A]),
      "not an image that can be read (it begins with 47 0a); convert it to JPEG or PNG"
    ),
    (
      .unreadFormat(name: "HEIC"),
      "the picture is in the format HEIC, which is not read; convert it to JPEG or PNG"
    ),
    (
      .tooManyPixels(width: 9, height: 8, limit: 7),
      "the image declares 9 x 8 pixels, more than the limit of 7; "
        + "shrink it, or raise --max-pixels to accept it"
    ),
    (
      .sideTooLong(width: 1, height: 99_999_984),
      "the image declares 1 x 99999984 pixels, and no side may be over 16777216, "
        + "whatever --max-pixels says; cut it up or shrink it"
    ),
    (
      .damaged(.jpeg, reason: "Premature end of JPEG file"),
      "the JPEG is damaged (Premature end of JPEG file); "
        + "get it again from its source, or accept damaged images"
    ),
    (
      .undecodable(.png, reason: "a side is zero"),
      "the PNG cannot be decoded (a side is zero); get it again from its source"
    ),
    (
      .unsupported(.webp, feature: "lossless"),
      "the WebP is lossless, which is not read; convert it to a plain JPEG or PNG"
    ),
    (
      .cannotEncode(.jpeg, reason: "a side is over 65500 pixels"),
      "the image cannot be written as JPEG (a side is over 65500 pixels); use another format"
    ),
    (
      .codecUnavailable(.jpeg),
      "the JPEG library gave no handle; free some memory and run it again"
    ),
    (
      .invalidShape(width: 0, height: 4, channels: 2, samples: 3),
      "an image of 0 x 4 with 2 channels and 3 samples cannot be; "
        + "give sides from 1 to 16777216, 1 or 3 channels and as many samples as they need"
    ),
    (.invalidQuality(0), "0 is not a JPEG quality; use 1 to 100"),
    (.invalidOrientation(9), "9 is not an EXIF orientation; use 1 to 8"),
    (
      .frameOutOfRange(centerX: 1, centerY: -2, side: 8, tilt: 0),
      "a square of side 8/16 at (1/16, -2/16) turned by 0/1000 degree cannot be cut; give a side from 1 to "
        + "16384 pixels near the image and at most half a turn"
    ),
    (.invalidMedianSize(4), "a median over 4 x 4 pixels is not offered; use 3 or 5"),
    (
      .outOfRange("the sigma of a Gaussian", value: 10.5, range: 0.1...10),
      "the sigma of a Gaussian cannot be 10.5; use 0.1 to 10"
    ),
    (
      .invalidWindow("the template of non-local means", size: 4, range: 3...15),
      "the template of non-local means cannot be 4; use an odd number from 3 to 15"
    ),
    (
      .regionOutside(x: 1, y: 2, width: 3, height: 4, imageWidth: 3, imageHeight: 9),
      "the region 3 x 4 at (1, 2) is not inside the image of 3 x 9; choose one that is"
    ),
  ]

  @Test("each says what was wrong and what to do", arguments: texts)
  func says(error: ImageError, text: String) {
    #expect(error.description == text)
  }

  @Test("shapes that no image has are refused")
  func refusesShapes() {
    #expect(throws: ImageError.self) { try Image(width: 0, height: 1, channels: 1, pixels: []) }
    #expect(throws: ImageError.self) {
      try Image(width: 1, height: 1, channels: 2, pixels: [1, 2])
    }
    #expect(throws: ImageError.self) { try Image(width: 2, height: 1, channels: 1, pixels: [1]) }
    #expect(throws: ImageError.self) {
      try Image(width: .max, height: .max, channels: 3, repeating: 0)
    }
    #expect(throws: ImageError.invalidQuality(101)) {
      try JPEGEncoder.encode(
        try Image(width: 1, height: 1, channels: 1, repeating: 0), quality: 101)
    }
    #expect(throws: ImageError.invalidOrientation(0)) {
      try Image(width: 1, height: 1, channels: 1, repeating: 0).rotatedUpright(orientation: 0)
    }
  }
}
