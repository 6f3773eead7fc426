internal import Core

/// Words for emotions as dataset makers of many countries write them.
package enum EmotionWords {
  /// The emotion a word names: in several languages, any case, with or without accents, with numbering
  /// ("0_angry", "1.Angry"), as a plural, or with a word such as "face" beside it.
  package static func emotion(named word: String) -> Emotion? {
    let folded = folded(word)
    if let emotion = emotions[folded] { return emotion }
    let core = core(of: folded)
    guard core.count > 2 || core.contains(where: { !$0.isASCII }) else { return nil }
    if let emotion = emotions[core] { return emotion }
    for plural in ["s", "es"] where core.hasSuffix(plural) && core.count > plural.count + 3 {
      if let emotion = emotions[String(core.dropLast(plural.count))] { return emotion }
    }
    return nil
  }

  /// Whether the word says openly that there is no emotion to learn: "unknown", "no face", "ahegao".
  package static func isNonEmotion(_ word: String) -> Bool {
    let folded = folded(word)
    return nonEmotions.contains(folded) || nonEmotions.contains(core(of: folded))
  }

  /// The word a misspelled one is a slip away from, one letter in three at most.
  static func nearest(to word: String, among known: [String]) -> String? {
    guard word.utf8.count <= longestSlip else { return nil }
    let folded = folded(word)
    guard folded.count > 3 else { return nil }
    let ranked = known.map {
      (distance: EditDistance.between(folded, EmotionWords.folded($0)), name: $0)
    }
    guard let best = ranked.min(by: { $0 < $1 }), best.distance <= max(1, folded.count / 3) else {
      return nil
    }
    return best.name
  }

  /// No word for an emotion is a slip away from one of more bytes than this.
  private static let longestSlip = 96

  /// The emotion whose word, in any language, the misspelled one is a slip away from.
  static func nearestEmotion(to word: String) -> Emotion? {
    guard word.utf8.count <= longestSlip else { return nil }
    let folded = folded(word)
    guard folded.count > 4 else { return nil }
    let ranked = emotions.filter { $0.key.count > 4 }.map {
      (distance: EditDistance.between(folded, $0.key), word: $0.key, emotion: $0.value)
    }
    let best = ranked.min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let best, best.distance <= max(1, folded.count / 5) else { return nil }
    return best.emotion
  }

  /// Lower case, blanks and punctuation as single underscores, Latin letters without their accents.
  static func folded(_ word: String) -> String {
    var plain = ""
    for character in Taxonomy.folded(word) {
      guard let first = character.unicodeScalars.first, first.value < 0x250 else {
        plain.append(character)
        continue
      }
      plain.append(unaccented[Character(first)] ?? String(first))
    }
    return plain
  }

  /// What is left without numbers and words such as "face".
  private static func core(of folded: String) -> String {
    folded.split(separator: "_")
      .map { part in
        let left = part.drop(while: \.isNumber)
        return left.reversed().drop(while: \.isNumber).reversed()
      }
      .map { String($0) }
      .filter { !$0.isEmpty && !fillers.contains($0) }
      .joined(separator: "_")
  }

  private static let fillers: Set<String> = [
    "face", "faces", "facial", "expression", "expressions", "emotion", "emotions", "emo", "img",
    "imgs", "image", "images", "pic", "pics", "photo", "photos", "class", "label", "person",
    "people", "aligned", "cropped",
  ]

  private static let nonEmotions: Set<String> = [
    "unknown", "nf", "none", "uncertain", "no_face", "noface", "non_face", "nonface", "not_face",
    "not_a_face", "ahegao", "other", "others", "sleepy", "pain",
  ]

  private static let unaccented: [Character: String] = {
    let groups = [
      ("a", "áàâäãåāăą"), ("c", "çćčĉ"), ("d", "ďđð"), ("e", "éèêëēėęě"), ("g", "ğĝģ"),
      ("i", "íìîïīįı"), ("l", "łľĺ"), ("n", "ñńňņ"), ("o", "óòôöõøōő"), ("r", "řŕ"),
      ("s", "śšşș"), ("t", "ťţț"), ("u", "úùûüūůűų"), ("y", "ýÿ"), ("z", "źżž"), ("ss", "ß"),
      ("ae", "æ"), ("oe", "œ"),
    ]
    return Dictionary(
      groups.flatMap { plain, accented in accented.map { ($0, plain) } },
      uniquingKeysWith: { a, _ in a })
  }()

  private static let emotions: [String: Emotion] = Dictionary(
    EmotionVocabulary.words.flatMap { emotion, text in
      text.split(whereSeparator: \.isWhitespace).map { (folded(String($0)), emotion) }
    }, uniquingKeysWith: { first, _ in first })
}
