public import Core

/// What a person said about a source's layout.
public struct LayoutOptions: Sendable {
  /// The layout's name; detected where `nil`.
  public var layout: String?
  /// The workspace's classes, or those asked for; `nil` leaves the choice to the layout.
  public var taxonomy: Taxonomy?
  /// Whether the taxonomy was named for this import, so that bare codes of a table may mean its positions.
  public var isTaxonomyNamed = false
  /// Words of the dataset to read as classes; "-" as class sets aside.
  public var renames: [String: String] = [:]
  /// What bare codes mean.
  public var dialect: Dialect?
  /// The columns of a manifest by role ("path", "label", "split", "subject", "box"); others are detected.
  public var columns: [String: String] = [:]
  /// How votes become labels.
  public var voteRule = VoteRule.majority
  /// FER+'s votes for the rows of FER2013's table, by position.
  public var votes: VoteTable?
  /// How many last frames of a sequence show its emotion.
  public var peakFrames = 3
  /// How many first frames of a sequence are neutral.
  public var neutralFrames = 1

  /// Nothing said.
  public init() {}
}
