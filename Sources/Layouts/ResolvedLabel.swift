/// A claim as a class of a taxonomy.
public struct ResolvedLabel: Hashable, Sendable {
  /// The class's position in the taxonomy.
  public let classIndex: Int
  /// A target for each class of the taxonomy, where a rule for votes makes them: shares that sum to 1
  /// (probability), or 1 and 0.001 for each class by itself (multi-target).
  public let targets: [Float]?
  /// Why the sample is to be excluded by a decision: the rule found no emotion in its votes.
  public let exclusion: String?

  /// A class, with targets or a reason to exclude the sample.
  public init(classIndex: Int, targets: [Float]? = nil, exclusion: String? = nil) {
    (self.classIndex, self.targets, self.exclusion) = (classIndex, targets, exclusion)
  }
}
