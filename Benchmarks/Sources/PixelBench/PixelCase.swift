internal import Imaging

/// One thing that is done to every image of a batch.
struct PixelCase: Sendable {
  /// The word on the command line.
  let name: String
  /// The image after it; the number tells one image from another where chance is asked.
  let change: @Sendable (Image, UInt64) throws -> Image

  init(_ name: String, _ change: @escaping @Sendable (Image, UInt64) throws -> Image) {
    (self.name, self.change) = (name, change)
  }

  /// A case without chance.
  init(_ name: String, _ change: @escaping @Sendable (Image) throws -> Image) {
    self.init(name) { image, _ in try change(image) }
  }

  /// Every case that can be named; a file of further cases adds its list here.
  static var all: [PixelCase] { get throws { try operations + filters + policies } }
}
