internal import Core

/// What the numeric codes of a dataset mean; every dataset has its own order, so codes are never guessed.
public struct Dialect: Hashable, Sendable {
  /// The name that `--dialect` takes, or the list of codes as it was given.
  public let name: String
  /// The codes' meanings.
  public let words: [Int: DialectWord]

  /// What a code means, or `nil` where the dataset has no such code.
  public func word(of code: Int) -> DialectWord? { words[code] }

  /// The codes in ascending order.
  public var codes: [Int] { words.keys.sorted() }

  /// The codes as a person writes them: "0 to 6", or one by one where there are gaps.
  public var codeRange: String {
    let codes = codes
    guard let first = codes.first, let last = codes.last, last - first == codes.count - 1 else {
      return codes.map(String.init).joined(separator: ", ")
    }
    return "\(first) to \(last)"
  }

  package init(name: String, words: [Int: DialectWord]) {
    (self.name, self.words) = (name, words)
  }

  /// Emotions in order from a first code, then what is no emotion.
  package init(
    name: String, from first: Int = 0, _ emotions: [String], others: [String] = []
  ) {
    let words = emotions.map { DialectWord($0) } + others.map { DialectWord($0, isEmotion: false) }
    self.init(
      name: name,
      words: Dictionary(
        words.enumerated().map { (first + $0.offset, $0.element) }, uniquingKeysWith: { a, _ in a })
    )
  }
}
