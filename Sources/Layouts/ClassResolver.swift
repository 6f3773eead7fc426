public import Core

/// Makes labels of claims: a dataset's words to the classes of a taxonomy.
///
/// A word is looked up among the renamings, then among the taxonomy's names and aliases, then among the
/// words for emotions in several languages. Of several words the first that names a class counts.
public struct ClassResolver: Hashable, Sendable {
  /// The classes.
  public let taxonomy: Taxonomy
  /// How votes become labels.
  public let rule: VoteRule
  /// Folded words to classes; `nil` sets aside.
  private let renames: [String: Int?]
  /// The taxonomy's own spellings, looked up once.
  private var spellings: [String: Int?] = [:]
  /// The classes of FER+'s eight emotions, in its order; `nil` for those without one.
  private(set) var voteClasses: [Int?] = []

  /// A resolver; `renames` leads further words to classes, or sets them aside with "-".
  ///
  /// - Throws: `LayoutError` when a renaming leads nowhere or contradicts another.
  public init(
    taxonomy: Taxonomy, renames: [String: String] = [:], rule: VoteRule = .majority
  ) throws(LayoutError) {
    var indices: [String: Int?] = [:]
    for (word, target) in renames.sorted(by: { $0.key < $1.key }) {
      var index: Int?
      if target != "-" {
        index = taxonomy.classIndex(named: target)
        guard index != nil else {
          throw .unknownTarget(
            folder: word, target: target, taxonomy: taxonomy.name,
            nearest: ClassResolver.nearestClass(to: target, in: taxonomy))
        }
      }
      let folded = Taxonomy.folded(word)
      if let other = indices[folded], other != index {
        let name = { (index: Int?) in index.map { taxonomy.classNames[$0] } ?? "-" }
        throw .contradiction(folder: word, first: name(other), second: name(index))
      }
      indices.updateValue(index, forKey: folded)
    }
    (self.taxonomy, self.rule, self.renames) = (taxonomy, rule, indices)
    for spelling in taxonomy.classes.flatMap({ [$0.name] + $0.aliases }) {
      if let meaning = meaning(of: spelling) { spellings.updateValue(meaning, forKey: spelling) }
    }
    voteClasses = Emotion.allCases.map { emotion in
      meaning(of: emotion.rawValue).flatMap { $0 } ?? emotion.classIndex(in: taxonomy)
    }
  }

  /// What becomes of a claim.
  public func resolve(_ claim: LabelClaim) -> LabelResolution {
    switch claim.statement {
    case .words(let words): resolve(words)
    case .votes(let votes): resolve(votes)
    }
  }

  /// The class a word names: `nil` where it names none, `.some(nil)` where a person set it aside.
  package func meaning(of word: String) -> Int?? {
    if let known = spellings[word] { return .some(known) }
    if let renamed = renames[Taxonomy.folded(word)] { return .some(renamed) }
    if let index = taxonomy.classIndex(named: word) { return .some(index) }
    guard let index = EmotionWords.emotion(named: word)?.classIndex(in: taxonomy) else {
      return nil
    }
    return .some(index)
  }

  private func resolve(_ words: [String]) -> LabelResolution {
    for word in words {
      guard let meaning = meaning(of: word) else { continue }
      guard let index = meaning else {
        return .ignored(reason: "“\(word)” is set aside by --map \(argument(word))=-")
      }
      return .label(ResolvedLabel(classIndex: index))
    }
    return .rejected(reason: reason(against: words))
  }
}
