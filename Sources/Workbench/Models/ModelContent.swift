/// What people get instead of a model: recognized, so that the error can say what happened.
enum ModelContent {
  /// Which impostor the bytes begin as, or `nil` when they may be a model.
  static func foreign(_ bytes: [UInt8]) -> ModelError.Look? {
    if bytes.isEmpty { return .empty }
    let start = String(decoding: bytes.prefix(256), as: UTF8.self).lowercased()
    if start.hasPrefix("version https://git-lfs") { return .pointer }
    let text = start.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return ["<!doctype html", "<html", "<head", "<?xml"].contains(where: text.hasPrefix)
      ? .page : nil
  }
}
