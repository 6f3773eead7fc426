/// The endings of files that are a source of their own without being an archive.
enum SingleFileEnding {
  private static let known: Set<String> = [
    "csv", "tsv", "jsonl", "ndjson", "json", "lst", "list", "txt",
    "jpg", "jpeg", "png", "tif", "tiff", "webp", "bmp", "gif", "pgm", "ppm", "pnm", "npy",
  ]

  /// Whether a file's name ends like a table's, a list's or an image's.
  static func isKnown(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return known.contains(name[name.index(after: dot)...].lowercased())
  }
}
