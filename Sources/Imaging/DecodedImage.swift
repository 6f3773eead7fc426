/// An image as a decoder gave it, and what the file said about it.
public struct DecodedImage: Hashable, Sendable {
  /// The image, turned upright as the file's orientation says.
  public let image: Image

  /// The format the bytes were in.
  public let format: ImageFormat

  /// The orientation of the file, 1…8; 1 when it says none.
  public let orientation: Int

  /// Why the file is damaged, when damaged files were accepted and this is one.
  public let warning: String?
}
