/// How far apart two words are, for messages that name the nearest known one.
public enum EditDistance {
  /// Levenshtein's distance: insertions, deletions and substitutions of characters.
  public static func between(_ left: some StringProtocol, _ right: some StringProtocol) -> Int {
    let a = Array(left)
    let b = Array(right)
    var row = Array(0...b.count)
    for (i, character) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        let substituted = diagonal + (character == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }

  /// The longest word, in bytes, that is compared with names.
  static let longestWord = 256

  /// The nearest candidate, when at most a third of the word (or two characters) is off.
  public static func nearest(to word: String, among candidates: [String]) -> String? {
    // What is longer than any name is near to none, and the distance costs the product of the lengths.
    guard word.utf8.count <= longestWord else { return nil }
    let best =
      candidates
      .map { (distance: between(word.lowercased(), $0.lowercased()), name: $0) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best, best.distance <= max(2, word.count / 3) else { return nil }
    return best.name
  }
}
