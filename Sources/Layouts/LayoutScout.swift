/// Watches a survey for the marks of one layout and keeps what the layout needs of its label tables.
///
/// A survey shows each scout every file's name, and the records or bytes of the files it wished for. A scout
/// must be quick to tell that an image's name means nothing to it, and hold little: a source may have
/// millions of members.
package protocol LayoutScout: Sendable {
  /// The layout's name.
  static var layoutName: String { get }

  /// How much its refusal to guess weighs: as much as its verdict usually does.
  static var usualStrength: LayoutStrength { get }

  init(options: LayoutOptions)

  /// A file of the source.
  mutating func note(_ member: SurveyedMember) -> SurveyWish

  /// A record of a text file wished for, in order; `number` counts from 0.
  ///
  /// - Returns: Whether further records are wanted.
  mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool

  /// The bytes of a file wished for that is not text (npy), at most 1 MiB of it.
  mutating func bytes(_ bytes: [UInt8], of path: String)

  /// Why nothing came of the marks it saw; told where no layout would label a single image.
  var complaint: LayoutError? { get }

  /// What the layout would be, or `nil` where the marks are missing.
  ///
  /// - Parameter isForced: whether the person named this layout: then missing marks are an error that says which.
  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict?
}

extension LayoutScout {
  package static var usualStrength: LayoutStrength { .signature }
  package var complaint: LayoutError? { nil }
  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool { false }
  package mutating func bytes(_ bytes: [UInt8], of path: String) {}
}
