/// Why a layout cannot be used, or a source not be read as one.
public enum LayoutError: Error, Hashable, Sendable {
  /// A renaming leads to a class that the taxonomy does not hold.
  case unknownTarget(folder: String, target: String, taxonomy: String, nearest: String?)
  /// Two renamings of the same word lead to different classes.
  case contradiction(folder: String, first: String, second: String)
  /// No layout has this name.
  case unknownLayout(name: String, nearest: String?, known: [String])
  /// The layout asked for does not fit; what is missing, as "a file label.lst".
  case notThisLayout(layout: String, missing: String)
  /// Nothing fits the source; what its members are instead, one phrase.
  case nothingFits(seen: String)
  /// A row of a label table cannot be read; data rows count from 1, as in the ledger.
  case damagedTable(path: String, row: Int, reason: String)
  /// A record is longer than any table's should be; data rows count from 1, and 0 is a header.
  case longRecord(path: String, row: Int, limit: Int)
  /// A file that only looks like a table: a pointer, a web page.
  case notATable(path: String, what: String, remedy: String)
  /// No dialect has this name.
  case unknownDialect(name: String, nearest: String?, known: [String])
  /// A list of codes cannot be read.
  case badDialect(text: String, reason: String)
  /// A dialect that is made of a taxonomy's classes was named without a taxonomy.
  case dialectNeedsTaxonomy(name: String)
  /// A table labels by bare codes, whose meaning nobody told.
  case ambiguousCodes(path: String, codes: String, likely: String?)
  /// The codes do not fit the dialect they should be of.
  ///
  /// With `isExcluded` the dialect does not have them at all, so that naming it does not help.
  case otherDialect(
    path: String, dialect: String, reason: String, likely: String?, isExcluded: Bool = false)
  /// A column that was named is not there.
  case unknownColumn(path: String, role: String, column: String, known: [String])
  /// A column was named for a role that no column has.
  case unknownRole(name: String, nearest: String?, known: [String])
  /// The images are those of a known dataset, and nothing tells their labels.
  case noLabels(what: String, remedy: String)
  /// Votes cannot be joined to this source.
  case votesRefused(reason: String)
  /// The votes and the pixel table differ in a row; rows count from 1.
  case votesMismatch(votes: String, table: String, reason: String)
  /// The taxonomy lacks emotions that votes are about.
  case taxonomyLacks(emotions: [String], taxonomy: String)
  /// A stored claim cannot be read.
  case badClaim(reason: String)

  /// Whether the flags themselves are wrong, whatever the source holds.
  public var concernsOptions: Bool {
    switch self {
    case .unknownTarget, .contradiction, .unknownLayout, .unknownDialect, .badDialect,
      .dialectNeedsTaxonomy, .unknownRole:
      true
    default: false
    }
  }
}
