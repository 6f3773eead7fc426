internal import Core

extension ClassResolver {
  /// Why none of the words is a class, and what to do about it.
  func reason(against words: [String]) -> String {
    for word in words {
      if let reason = knownReason(word) { return reason }
    }
    guard let first = words.first else {
      return "no folder names its class; put it into a folder named like one of "
        + taxonomy.classNames.joined(separator: ", ")
    }
    return "unknown class “\(shown(first))”; the taxonomy “\(taxonomy.name)” knows "
      + taxonomy.classNames.joined(separator: ", ") + "; use --map \(argument(first))=CLASS"
  }

  /// Why a word that means something to us still is no class.
  private func knownReason(_ word: String) -> String? {
    if EmotionWords.isNonEmotion(word) {
      return
        "“\(shown(word))” is not an emotion; use --map \(argument(word))=CLASS to label it anyway, "
        + "or --map \(argument(word))=- to set it aside"
    }
    let folded = Taxonomy.folded(word)
    if !folded.isEmpty, folded.allSatisfy(\.isNumber) {
      return "“\(shown(word))” is a bare number, which means another class in every dataset; "
        + "use --dialect NAME or --map \(argument(word))=CLASS"
    }
    if let home = home(of: word) {
      return "“\(shown(word))” is no class of the taxonomy “\(taxonomy.name)”; "
        + "use --taxonomy \(home.name), or --map \(argument(word))=CLASS"
    }
    if let nearest = ClassResolver.nearestClass(to: word, in: taxonomy) {
      return "unknown class “\(shown(word))”; the nearest known is “\(nearest)”; "
        + "use --map \(argument(word))=\(nearest)"
    }
    return nil
  }

  /// The taxonomy that has the word and keeps most of the present one's classes.
  private func home(of word: String) -> Taxonomy? {
    let emotion = EmotionWords.emotion(named: word)
    let homes = (Taxonomy.builtIn + LayoutTaxonomies.all).filter {
      $0.classIndex(named: word) != nil || emotion?.classIndex(in: $0) != nil
    }
    let ranked = homes.map { home in
      let kept = taxonomy.classNames.filter { name in
        home.classIndex(named: name) != nil
          || EmotionWords.emotion(named: name)?.classIndex(in: home) != nil
      }
      return (home: home, kept: kept.count)
    }
    // Of equal ones the first.
    return ranked.max { $0.kept < $1.kept }?.home
  }

  /// The class a word is a slip away from, so that "img" stays unknown.
  static func nearestClass(to word: String, in taxonomy: Taxonomy) -> String? {
    let spellings = taxonomy.classes.flatMap { emotion in
      ([emotion.name] + emotion.aliases).map { (spelling: $0, name: emotion.name) }
    }
    if let near = EmotionWords.nearest(to: word, among: spellings.map(\.spelling)) {
      return spellings.first { $0.spelling == near }?.name
    }
    return EmotionWords.nearestEmotion(to: word)?.classIndex(in: taxonomy)
      .map { taxonomy.classNames[$0] }
  }

  /// A word for a message; one too long to be meant as a word is cut.
  private func shown(_ word: String) -> String {
    PlainText.escaped(word.utf8.count <= Self.longestShown ? word : word.prefix(40) + "…")
  }

  private static var longestShown: Int { 120 }

  /// A word as one word of a command line.
  func argument(_ word: String) -> String {
    guard word.utf8.count <= Self.longestShown, PlainText.escaped(word) == word else {
      return "WORD"
    }
    let isPlain =
      !word.isEmpty
      && word.allSatisfy {
        $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
      }
    return isPlain
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
