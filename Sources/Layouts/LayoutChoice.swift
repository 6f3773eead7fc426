/// The layout a survey settled on.
public struct LayoutChoice: Sendable {
  /// How members are read.
  public var layout: any DatasetLayout
  /// How what it says becomes labels.
  public let resolver: ClassResolver
  /// What spoke for the layout, one phrase each.
  public let evidence: [String]
  /// What a person should look at before trusting it, one sentence each.
  public let warnings: [String]
}
