extension Zip {
  /// A zip whose members overlap without sharing a header.
  ///
  /// Each quotes the headers of those behind it, and all
  /// end in the same zeros (David Fifield, “A better zip bomb”, 2019).
  ///
  /// A member's data are a stored block with the next local header, then the next member's data.
  static func quoted(_ names: [String], zeros: UInt64) -> Bytes {
    var zip = Zip()
    guard let last = names.last else { return zip.finished() }
    var entries = [Entry(last, zeros: zeros)]
    for name in names.dropLast().reversed() {
      let next = entries[entries.count - 1]
      let header = next.localHeader
      var quote: Bytes = [0]
      quote.little(header.count, 2)
      quote.little(~header.count, 2)
      var entry = Entry(name, [])
      entry.method = 8
      entry.crc = Checksum.crc32(
        Checksum.crc32(header), then: next.crc, length: next.unpackedSize)
      entry.unpackedSize = next.unpackedSize + UInt64(header.count)
      entry.packedSize =
        UInt64(quote.count + header.count) + (next.packedSize ?? UInt64(next.data.count))
      entry.data = quote
      entries.append(entry)
    }
    for entry in entries.reversed() { zip.add(entry) }
    return zip.finished()
  }
}
