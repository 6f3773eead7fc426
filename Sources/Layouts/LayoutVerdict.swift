package import Core

/// What a scout found out.
package struct LayoutVerdict: Sendable {
  package var layout: any DatasetLayout
  package var strength: LayoutStrength
  /// What spoke for it, one phrase each, with counts: "327 sequences with emotion codes".
  package var evidence: [String]
  /// What a person should look at before trusting it.
  package var warnings: [String]
  /// Why the source is refused although it is of this layout, unless reading it has failed before.
  package var refusal: LayoutError?
  /// The classes of the dataset, for a workspace that has none yet.
  package var taxonomy: Taxonomy?
  /// Whether its claims are votes, which need all eight emotions.
  package var usesVotes: Bool
  /// Whether it would label a single image.
  package var labelsAny = true

  package init(
    layout: any DatasetLayout, strength: LayoutStrength, evidence: [String],
    warnings: [String] = [], taxonomy: Taxonomy? = nil, usesVotes: Bool = false
  ) {
    (self.layout, self.strength, self.evidence) = (layout, strength, evidence)
    (self.warnings, self.taxonomy) = (warnings, taxonomy)
    self.usesVotes = usesVotes
  }
}
