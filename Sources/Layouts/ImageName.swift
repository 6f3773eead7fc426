/// File names that promise an image.
package enum ImageName {
  private static let endings: Set<String> = [
    "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "pgm", "ppm", "pnm",
    "heic", "heif", "avif", "jp2",
  ]

  package static func looksLikeImage(_ file: Substring) -> Bool {
    guard let dot = file.lastIndex(of: ".") else { return false }
    return isImage(ending: file[file.index(after: dot)...].lowercased())
  }

  /// Whether an ending in lower case, without its dot, is an image's.
  package static func isImage(ending: String) -> Bool { endings.contains(ending) }
}
