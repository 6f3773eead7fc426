/// What a code of a dataset means.
public struct DialectWord: Hashable, Sendable {
  /// The emotion's name, or that of what is no emotion.
  public let text: String
  /// Whether it is an emotion, and not "none", "uncertain" or "no face".
  public let isEmotion: Bool

  /// A meaning.
  public init(_ text: String, isEmotion: Bool = true) {
    (self.text, self.isEmotion) = (text, isEmotion)
  }
}
