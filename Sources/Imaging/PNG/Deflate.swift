/// Compression by DEFLATE (RFC 1951) in a zlib stream (RFC 1950).
///
/// Matches are found greedily through chains of equal three-byte hashes; each block has Huffman codes of its
/// own. It serves to write small pictures with the same bytes everywhere, not to compress best.
enum Deflate {
  private static let window = 32768
  private static let longest = 258
  private static let chain = 48
  private static let blockTokens = 32768

  /// The zlib stream of the bytes.
  static func zlibStream(_ bytes: [UInt8]) -> [UInt8] {
    var writer = BitWriter(bytes: [0x78, 0x01])
    var tokens: [DeflateToken] = []
    tokens.reserveCapacity(blockTokens)
    bytes.withUnsafeBufferPointer { input in
      var finder = MatchFinder(count: input.count)
      var position = 0
      while position < input.count {
        let match = finder.longestMatch(in: input, at: position)
        if match.length >= 3 {
          tokens.append(DeflateToken(length: match.length, distance: match.distance))
        } else {
          tokens.append(DeflateToken(literal: input[position]))
        }
        let next = position + max(1, match.length)
        while position < next {
          finder.insert(position, of: input)
          position += 1
        }
        if tokens.count == blockTokens {
          DeflateBlock(tokens).write(to: &writer, isLast: position == input.count)
          tokens.removeAll(keepingCapacity: true)
        }
      }
    }
    if !tokens.isEmpty || bytes.isEmpty { DeflateBlock(tokens).write(to: &writer, isLast: true) }
    writer.alignToByte()
    return writer.bytes + checksum(bytes)
  }

  /// Adler-32, big-endian.
  private static func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a += UInt32(byte)
      if a >= 65521 { a -= 65521 }
      b += a
      if b >= 65521 { b -= 65521 }
    }
    return [b >> 8, b, a >> 8, a].map { UInt8(truncatingIfNeeded: $0) }
  }

  /// Where three bytes stood before.
  private struct MatchFinder {
    private var heads = [Int32](repeating: -1, count: 1 << 15)
    private var previous: [Int32]

    init(count: Int) { previous = [Int32](repeating: -1, count: count) }

    private func hash(_ input: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
      let word = UInt32(input[at]) << 16 | UInt32(input[at + 1]) << 8 | UInt32(input[at + 2])
      return Int((word &* 0x9E37_79B1) >> 17)
    }

    mutating func insert(_ position: Int, of input: UnsafeBufferPointer<UInt8>) {
      guard position + 3 <= input.count else { return }
      let slot = hash(input, position)
      previous[position] = heads[slot]
      heads[slot] = Int32(position)
    }

    func longestMatch(
      in input: UnsafeBufferPointer<UInt8>, at position: Int
    ) -> (length: Int, distance: Int) {
      guard position + 3 <= input.count else { return (0, 0) }
      let limit = min(longest, input.count - position)
      var (length, distance) = (0, 0)
      var candidate = Int(heads[hash(input, position)])
      var tries = chain
      while candidate >= 0, position - candidate <= window, tries > 0, length < limit {
        if input[candidate + length] == input[position + length] {
          var run = 0
          while run < limit, input[candidate + run] == input[position + run] { run += 1 }
          if run > length { (length, distance) = (run, position - candidate) }
        }
        candidate = Int(previous[candidate])
        tries -= 1
      }
      return length >= 3 ? (length, distance) : (0, 0)
    }
  }
}
