/// What a survey wants of a member's bytes.
public enum SurveyWish: Int, Comparable, Sendable {
  /// Nothing: the name was enough.
  case nothing
  /// Its first bytes, 64 KiB at most.
  case head
  /// All of it, block by block.
  case all

  /// Orders by how much is wanted.
  public static func < (left: SurveyWish, right: SurveyWish) -> Bool {
    left.rawValue < right.rawValue
  }
}
