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
