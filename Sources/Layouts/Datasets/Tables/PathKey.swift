/// Stands for the end of a path in a compact index: a 64-bit hash, in this process alone.
///
/// Two of a million paths share a key with a chance of one in forty million.
enum PathKey {
  /// The key of the last `depth` components; `nil` where the path has fewer or none.
  static func of(_ path: Substring, depth: Int, realm: UInt8 = 0) -> UInt64? {
    let bytes = path.utf8
    var start = bytes.endIndex
    var found = 0
    while start > bytes.startIndex {
      let before = bytes.index(before: start)
      if isSlash(bytes[before]) {
        found += 1
        if found == depth { break }
      }
      start = before
    }
    if found < depth, start == bytes.startIndex { found += 1 }
    guard found == depth, start < bytes.endIndex else { return nil }
    var hasher = Hasher()
    hasher.combine(realm)
    for byte in bytes[start...] { hasher.combine(byte == 0x5C ? 0x2F : byte) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }

  private static func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || byte == 0x5C }
}
