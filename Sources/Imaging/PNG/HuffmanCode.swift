/// A canonical Huffman code (Huffman, 1952) with a longest length.
package struct HuffmanCode {
  /// Bits of each symbol; 0 for one that does not occur.
  package let lengths: [Int]
  private let codes: [Int]

  /// The code for symbols that occur this often.
  ///
  /// A code that comes out too long is made again from halved counts until it fits.
  package init(counts: [Int], longest: Int) {
    var weights = counts
    // A code of fewer than two symbols is completed, as some readers insist.
    for symbol in 0..<2 where weights.count(where: { $0 > 0 }) < 2 && weights[symbol] == 0 {
      weights[symbol] = 1
    }
    var lengths = Self.lengths(weights)
    while (lengths.max() ?? 0) > longest {
      weights = weights.map { $0 > 0 ? $0 / 2 | 1 : 0 }
      lengths = Self.lengths(weights)
    }
    self.lengths = lengths
    codes = Self.codes(lengths)
  }

  func write(_ symbol: Int, to writer: inout BitWriter) {
    writer.write(codes[symbol], lengths[symbol])
  }

  /// Depths in a tree that joins the two lightest again and again; ties by the earlier symbol or join.
  private static func lengths(_ weights: [Int]) -> [Int] {
    let leaves = weights.indices.filter { weights[$0] > 0 }
      .sorted { (weights[$0], $0) < (weights[$1], $1) }
    var nodes = leaves.map { weights[$0] }
    var parents = [Int](repeating: 0, count: 2 * leaves.count)
    var (leaf, join) = (0, leaves.count)
    func lightest() -> Int {
      if leaf < leaves.count, join >= nodes.count || nodes[leaf] <= nodes[join] {
        leaf += 1
        return leaf - 1
      }
      join += 1
      return join - 1
    }
    while nodes.count < 2 * leaves.count - 1 {
      let (first, second) = (lightest(), lightest())
      parents[first] = nodes.count
      parents[second] = nodes.count
      nodes.append(nodes[first] + nodes[second])
    }
    var depths = [Int](repeating: 0, count: nodes.count)
    for node in nodes.indices.dropLast().reversed() { depths[node] = depths[parents[node]] + 1 }
    var lengths = [Int](repeating: 0, count: weights.count)
    for (place, symbol) in leaves.enumerated() { lengths[symbol] = depths[place] }
    return lengths
  }

  /// Codes in the order of lengths, then symbols; their bits reversed, as DEFLATE sends them.
  private static func codes(_ lengths: [Int]) -> [Int] {
    var codes = [Int](repeating: 0, count: lengths.count)
    var next = 0
    for length in 1...15 {
      next <<= 1
      for symbol in lengths.indices where lengths[symbol] == length {
        codes[symbol] = (0..<length).reduce(0) { $0 << 1 | next >> $1 & 1 }
        next += 1
      }
    }
    return codes
  }
}
