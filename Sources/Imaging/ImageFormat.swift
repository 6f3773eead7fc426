/// A file format of images, told from a file's first bytes and never from its name.
public enum ImageFormat: String, CaseIterable, Hashable, Sendable {
  case jpeg
  case png
  case pgm

  /// The format whose signature the bytes begin with.
  ///
  /// JPEG: `FF D8 FF`. PNG: its eight bytes. PGM: `P5` and white space.
  public init?(sniffing bytes: UnsafeRawBufferPointer) {
    func begins(with signature: [UInt8]) -> Bool {
      bytes.count >= signature.count && signature.indices.allSatisfy { bytes[$0] == signature[$0] }
    }
    if begins(with: [0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if begins(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if begins(with: [0x50, 0x35]), bytes.count > 2, PGM.isSpace(bytes[2]) {
      self = .pgm
    } else {
      return nil
    }
  }

  /// The name people use: "JPEG", "PNG" or "PGM".
  public var displayName: String { rawValue.uppercased() }
}
