/// What a layout says about a member of its source.
public enum LayoutFinding: Sendable {
  /// An image, or what should be one, with a claim for each sample in it; never empty.
  case samples([LabelClaim])
  /// A table whose rows are images.
  case pixelTable(any PixelTable)
  /// Not meant to be a sample: a readme, a system's own file, a label table.
  case ignored(reason: String)
  /// Meant to be a sample, but what it is of cannot be said, whatever names are mapped.
  case rejected(reason: String)
}
