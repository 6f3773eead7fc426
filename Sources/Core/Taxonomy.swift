/// The ordered classes of a dataset and the names they answer to.
public struct Taxonomy: Hashable, Sendable {
  /// One class: its canonical name and other spellings.
  public struct EmotionClass: Hashable, Sendable {
    /// The canonical name, as written to shards and reports.
    public let name: String
    /// Other spellings, in any case.
    public let aliases: [String]

    /// A class and the other spellings it answers to.
    public init(name: String, aliases: [String] = []) {
      (self.name, self.aliases) = (name, aliases)
    }
  }

  /// The taxonomy's own name, such as "fer7".
  public let name: String
  /// The classes in order: the position is the label's number.
  public let classes: [EmotionClass]
  let indices: [String: Int]

  /// A taxonomy of 2 to 256 classes whose names and aliases are all different once folded.
  public init(name: String, classes: [EmotionClass]) throws(TaxonomyError) {
    guard (2...256).contains(classes.count) else { throw .classCount(classes.count) }
    var indices: [String: Int] = [:]
    for (index, emotion) in classes.enumerated() {
      for spelling in [emotion.name] + emotion.aliases {
        let folded = Taxonomy.folded(spelling)
        guard !folded.isEmpty else { throw .emptyName(position: index) }
        if let other = indices[folded], other != index {
          throw .ambiguousName(spelling, first: classes[other].name, second: emotion.name)
        }
        indices[folded] = index
      }
    }
    (self.name, self.classes, self.indices) = (name, classes, indices)
  }

  /// The number of classes.
  public var count: Int { classes.count }

  /// The canonical names in order.
  public var classNames: [String] { classes.map(\.name) }

  /// The class that answers to a name: any case, surrounding blanks, and numbering as in "0_angry" or
  /// "1.Angry" are ignored.
  public func classIndex(named spelling: String) -> Int? {
    let folded = Taxonomy.folded(spelling)
    if let index = indices[folded] { return index }
    let bare = folded.drop { $0.isNumber || $0 == "_" }
    return bare.count == folded.count ? nil : indices[String(bare)]
  }

  /// The canonical name nearest to a misspelled one, when it is near enough to be worth naming.
  public func nearestClassName(to spelling: String) -> String? {
    guard spelling.utf8.count <= EditDistance.longestWord else { return nil }
    let folded = Taxonomy.folded(spelling)
    let best =
      indices
      .map { (distance: EditDistance.between(folded, $0.key), alias: $0.key, index: $0.value) }
      .min { ($0.distance, $0.alias) < ($1.distance, $1.alias) }
    guard let best, best.distance <= max(2, folded.count / 3) else { return nil }
    return classes[best.index].name
  }

  /// Lower case, blanks and punctuation folded to single underscores, none at the ends.
  package static func folded(_ spelling: String) -> String {
    spelling.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "_")
  }
}
