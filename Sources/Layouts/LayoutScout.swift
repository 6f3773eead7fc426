internal import Core

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

/// A member's name, taken apart once for all scouts.
package struct SurveyedMember: Sendable {
  /// The whole path.
  package let path: String
  /// The folders above the file, outermost first.
  package let folders: [Substring]
  /// The file's name.
  package let file: Substring
  /// What follows the name's last dot, in lower case; empty where there is none.
  package let ending: String
  /// The declared size in bytes.
  package let size: Int64?
  /// Whether the ending promises an image.
  package let isImage: Bool
}

/// How sure a scout is; the surest counts.
package enum LayoutStrength: Int, Comparable, Sendable {
  /// Class folders: what is left when nothing else fits.
  case folders
  /// A table with columns for path and label.
  case manifest
  /// Nearly all images bear the dataset's code in their names.
  case names
  /// The dataset's own label files, or its own folders and names together.
  case signature

  package static func < (left: LayoutStrength, right: LayoutStrength) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// What a scout found out.
package struct LayoutVerdict: Sendable {
  package var layout: any DatasetLayout
  package var strength: LayoutStrength
  /// What spoke for it, one phrase each, with counts: "327 sequences with emotion codes".
  package var evidence: [String]
  /// What a person should look at before trusting it.
  package var warnings: [String]
  /// The classes of the dataset, for a workspace that has none yet.
  package var taxonomy: Taxonomy?

  package init(
    layout: any DatasetLayout, strength: LayoutStrength, evidence: [String],
    warnings: [String] = [], taxonomy: Taxonomy? = nil
  ) {
    (self.layout, self.strength, self.evidence) = (layout, strength, evidence)
    (self.warnings, self.taxonomy) = (warnings, taxonomy)
  }
}

/// Watches a survey for the marks of one layout and keeps what the layout needs of its label tables.
///
/// A survey shows each scout every file's name, and the records or bytes of the files it wished for. A scout
/// must be quick to tell that an image's name means nothing to it, and hold little: a source may have
/// millions of members.
package protocol LayoutScout: Sendable {
  /// The layout's name.
  static var layoutName: String { get }

  init(options: LayoutOptions)

  /// A file of the source.
  mutating func note(_ member: SurveyedMember) -> SurveyWish

  /// A record of a text file wished for, in order; `number` counts from 0.
  ///
  /// - Returns: Whether further records are wanted.
  mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool

  /// The bytes of a file wished for that is not text (npy), at most 1 MiB of it.
  mutating func bytes(_ bytes: [UInt8], of path: String)

  /// What the layout would be, or `nil` where the marks are missing.
  ///
  /// - Parameter isForced: whether the person named this layout: then missing marks are an error that says which.
  func verdict(isForced: Bool) throws(LayoutError) -> LayoutVerdict?
}

extension LayoutScout {
  package mutating func record(_ record: [UInt8], number: Int, of path: String) -> Bool { false }
  package mutating func bytes(_ bytes: [UInt8], of path: String) {}
}
