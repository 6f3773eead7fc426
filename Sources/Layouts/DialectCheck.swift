internal import Core

/// Whether codes and their counts are what a dialect makes one expect.
struct DialectCheck {
  let path: String
  let dialect: Dialect
  /// How often each code occurs.
  let counts: [Int: Int]

  /// What is odd, as an error for a dialect that nobody named.
  var objection: LayoutError? {
    guard let (reason, likely) = finding else { return nil }
    return .otherDialect(path: path, dialect: dialect.name, reason: reason, likely: likely)
  }

  /// What is odd, as a warning beside a dialect that a person named.
  var warning: String? {
    finding.map { reason, likely in
      "the codes of \(path) are read as “\(dialect.name)”, as asked, although \(reason)"
        + (likely.map { " (--dialect \($0) would fit)" } ?? "")
    }
  }

  private var finding: (reason: String, likely: String?)? {
    let codes = counts.keys.sorted()
    guard let first = codes.first, let last = codes.last else { return nil }
    let published = KnownCounts.likelyDialect(of: counts)
    if dialect.word(of: 0) != nil, first == 1, last == 7, codes.count == 7 {
      return ("they run from 1 to 7, as if counted from 1", published?.name ?? oneBased)
    }
    if let stranger = codes.first(where: { dialect.word(of: $0) == nil }) {
      let isExtended = first >= 0 && last == 7 && dialect == .fer2013
      return (
        "code \(stranger) (\(counts[stranger] ?? 0) rows) is none of \(dialect.codeRange)",
        published?.name ?? (isExtended ? Dialect.ckextended.name : nil)
      )
    }
    guard let published, let other = try? Dialect.named(published.name, taxonomy: .fer7) else {
      return nil
    }
    let isSame = codes.allSatisfy { code in
      let meanings = [dialect, other].map { $0.word(of: code).map(\.text) ?? "" }
      return EmotionWords.emotion(named: meanings[0]) == EmotionWords.emotion(named: meanings[1])
    }
    guard !isSame else { return nil }
    return ("the counts are those of \(published.dataset) in another order", published.name)
  }

  /// The same order counted from 1, as a list.
  private var oneBased: String {
    (1...7).compactMap { code in dialect.word(of: code - 1).map { "\(code)=\($0.text)" } }
      .joined(separator: ",")
  }
}
