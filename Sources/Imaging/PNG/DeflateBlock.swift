/// One block of tokens with Huffman codes of its own.
struct DeflateBlock {
  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  private let tokens: [DeflateToken]

  init(_ tokens: [DeflateToken]) { self.tokens = tokens }

  func write(to writer: inout BitWriter, isLast: Bool) {
    var literalCounts = [Int](repeating: 0, count: 286)
    var distanceCounts = [Int](repeating: 0, count: 30)
    literalCounts[256] = 1
    for token in tokens {
      literalCounts[token.symbol] += 1
      if token.isMatch { distanceCounts[token.distanceSymbol] += 1 }
    }
    let literals = HuffmanCode(counts: literalCounts, longest: 15)
    let distances = HuffmanCode(counts: distanceCounts, longest: 15)
    writer.write(isLast ? 1 : 0, 1)
    writer.write(2, 2)
    writeLengths(literals.lengths, distances.lengths, to: &writer)
    for token in tokens {
      literals.write(token.symbol, to: &writer)
      guard token.isMatch else { continue }
      writer.write(token.lengthExtra.bits, token.lengthExtra.count)
      distances.write(token.distanceSymbol, to: &writer)
      writer.write(token.distanceExtra.bits, token.distanceExtra.count)
    }
    literals.write(256, to: &writer)
  }

  /// All 286 and 30 code lengths, runs shortened, in a Huffman code of their own.
  private func writeLengths(
    _ literals: [Int], _ distances: [Int], to writer: inout BitWriter
  ) {
    let runs = Self.runs(literals + distances)
    var counts = [Int](repeating: 0, count: 19)
    for run in runs { counts[run.symbol] += 1 }
    let code = HuffmanCode(counts: counts, longest: 7)
    writer.write(286 - 257, 5)
    writer.write(30 - 1, 5)
    writer.write(19 - 4, 4)
    for symbol in Self.lengthOrder { writer.write(code.lengths[symbol], 3) }
    for run in runs {
      code.write(run.symbol, to: &writer)
      writer.write(run.extra, [16: 2, 17: 3, 18: 7][run.symbol] ?? 0)
    }
  }

  /// Lengths as symbols: 16 repeats the last 3…6 times, 17 and 18 repeat zero 3…10 and 11…138 times.
  private static func runs(_ lengths: [Int]) -> [(symbol: Int, extra: Int)] {
    var runs: [(symbol: Int, extra: Int)] = []
    var position = 0
    while position < lengths.count {
      let value = lengths[position]
      var count = 1
      while position + count < lengths.count, lengths[position + count] == value { count += 1 }
      position += count
      if value != 0 {
        runs.append((value, 0))
        count -= 1
      }
      while count >= 3 {
        let most = value == 0 ? 138 : 6
        let part = min(count, most)
        runs.append(
          value != 0 ? (16, part - 3) : part < 11 ? (17, part - 3) : (18, part - 11))
        count -= part
      }
      for _ in 0..<count { runs.append((value, 0)) }
    }
    return runs
  }
}
