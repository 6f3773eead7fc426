/// File names that promise an image.
enum ImageName {
  private static let endings: Set<String> = [
    "jpg", "jpeg", "jpe", "jfif", "png", "bmp", "gif", "tif", "tiff", "webp", "pgm", "ppm", "pnm",
    "heic", "heif", "avif", "jp2",
  ]

  static func looksLikeImage(_ file: Substring) -> Bool {
    guard let dot = file.lastIndex(of: ".") else { return false }
    return endings.contains(file[file.index(after: dot)...].lowercased())
  }
}
