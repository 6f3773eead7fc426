import Core
import Imaging
import TestSupport
import Testing

@Suite("Formats")
struct FormatTests {
  private static let foreign: [([UInt8], String)] = [
    ([0, 0, 0, 24] + [UInt8]("ftypheic".utf8), "HEIC"),
    ([0, 0, 0, 28] + [UInt8]("ftypmif1".utf8), "HEIF"),
    ([0, 0, 0, 32] + [UInt8]("ftypavif".utf8), "AVIF"),
    ([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A], "JPEG 2000"),
    ([0xFF, 0x4F, 0xFF, 0x51, 0, 47], "JPEG 2000"),
    ([0xFF, 0x0A, 1, 2], "JPEG XL"),
    ([UInt8]("8BPS".utf8) + [0, 1], "Photoshop"),
    ([UInt8]("P4\n1 1\n".utf8), "PBM"),
  ]

  @Test("pictures of formats that are not read are named", arguments: foreign)
  func namesForeignFormats(bytes: [UInt8], name: String) throws {
    #expect(try refusal(bytes) == .unreadFormat(name: name))
  }

  @Test("a film, a text and a word that begins like a bitmap are of no format")
  func knowsNoFormat() throws {
    for text in ["\0\0\0\u{18}ftypisom0000", "<!DOCTYPE html>", "BMW is a car, and no bitmap"] {
      guard case .unknownFormat = try refusal([UInt8](text.utf8)) else {
        Issue.record("\(text)")
        continue
      }
    }
  }

  @Test("every real photograph decodes", .enabled(if: SharedData.path("faces") != nil))
  func readsRealPhotographs() throws {
    let folder = try #require(SharedData.path("faces"))
    let photographs = [
      "exif/Landscape_5.jpg", "exif/Portrait_8.jpg", "dlib/bald_guys.jpg", "noface/dlib_dog.jpg",
      "face_recognition/32bit.png", "face_recognition/lin-manuel-miranda.png",
    ]
    for name in photographs {
      let bytes = try Files.read("\(folder)/\(name)", limit: 1 << 26)
      #expect(try decoded(bytes).image.channels == 3, "\(name)")
    }
  }
}
