internal import Core

/// Whether codes and their counts are what a dialect makes one expect.
struct DialectCheck {
  /// What bears the codes: a table's path, "the class folders".
  let path: String
  let dialect: Dialect
  /// How often each code occurs.
  let counts: [Int: Int]
  /// What is counted.
  var noun = "rows"
  /// Whether a few codes that the dialect lacks are left to be rejected by themselves.
  var isTolerant = true

  /// What a person should know about the codes before trusting them.
  ///
  /// - Parameter isGiven: whether a person named the dialect: then odd counts are a warning.
  /// - Throws: `LayoutError.otherDialect` for codes that the dialect does not have, whoever named it.
  func warnings(isGiven: Bool) throws(LayoutError) -> [String] {
    if !strangers.isEmpty {
      guard isTolerable else { throw refusal }
      let first = strangers.first.map(String.init) ?? ""
      return [
        "\(path): \(strangerCount) \(noun) bear a code that “\(dialect.name)” does not have, "
          + "first \(first), and are rejected"
      ]
    }
    if let odd = oddity {
      guard isGiven else {
        throw .otherDialect(
          path: path, dialect: dialect.name, reason: odd.reason, likely: odd.likely)
      }
      return [warning(odd.reason, odd.likely, isGiven: true)]
    }
    guard let part = proportion else { return [] }
    return [warning(part.reason, part.likely, isGiven: isGiven)]
  }

  private func warning(
    _ reason: String, _ likely: String?, isGiven: Bool
  ) -> String {
    "the codes of \(path) are read as “\(dialect.name)”\(isGiven ? ", as asked," : "") although "
      + reason + (likely.map { " (--dialect \($0) would fit)" } ?? "")
  }

  private var codes: [Int] { counts.keys.sorted() }

  private var strangers: [Int] { codes.filter { dialect.word(of: $0) == nil } }

  private var strangerCount: Int { strangers.map { counts[$0] ?? 0 }.reduce(0, +) }

  /// Whether the strangers are slips: one in ten at most, and not the end of another dialect's run.
  private var isTolerable: Bool {
    let all = counts.values.reduce(0, +)
    return isTolerant && 10 * strangerCount <= all && !isRun
      && KnownCounts.likelyDialect(of: counts) == nil
  }

  private var isRun: Bool {
    guard let first = codes.first, let last = codes.last, first >= 0 else { return false }
    return codes.count > 2 && last - first == codes.count - 1
  }

  private var refusal: LayoutError {
    let published = KnownCounts.likelyDialect(of: counts)?.name
    if isOneBased {
      return .otherDialect(
        path: path, dialect: dialect.name, reason: DialectCheck.oneBasedReason,
        likely: published ?? oneBased, isExcluded: true)
    }
    let isExtended = dialect == .fer2013 && codes.first ?? -1 >= 0 && codes.last == 7
    let code = strangers.first ?? 0
    return .otherDialect(
      path: path, dialect: dialect.name,
      reason: "code \(code) (\(counts[code] ?? 0) \(noun)) is none of \(dialect.codeRange)",
      likely: published ?? (isExtended ? Dialect.ckextended.name : nil), isExcluded: true)
  }

  private static let oneBasedReason = "they run from 1 to 7, as if counted from 1"

  private var isOneBased: Bool { dialect.word(of: 0) != nil && codes == Array(1...7) }

  /// What is odd about codes that the dialect has.
  private var oddity: (reason: String, likely: String?)? {
    let published = KnownCounts.likelyDialect(of: counts)
    if isOneBased { return (DialectCheck.oneBasedReason, published?.name ?? oneBased) }
    guard let published, !isSame(as: published.name) else { return nil }
    return ("the counts are those of \(published.dataset) in another order", published.name)
  }

  /// What is odd about the proportions: as in a part of a published dataset.
  private var proportion: (reason: String, likely: String?)? {
    guard let likely = KnownCounts.proportionalDialect(of: counts, readAs: dialect),
      !isSame(as: likely.name)
    else { return nil }
    return (
      "the counts are in proportion to those of \(likely.dataset) in another order", likely.name
    )
  }

  private func isSame(as name: String) -> Bool {
    guard let other = try? Dialect.named(name, taxonomy: .fer7) else { return true }
    return codes.allSatisfy { code in
      let meanings = [dialect, other].map { $0.word(of: code).map(\.text) ?? "" }
      return EmotionWords.emotion(named: meanings[0]) == EmotionWords.emotion(named: meanings[1])
    }
  }

  /// The same order counted from 1, as a list.
  private var oneBased: String {
    (1...7).compactMap { code in dialect.word(of: code - 1).map { "\(code)=\($0.text)" } }
      .joined(separator: ",")
  }
}
