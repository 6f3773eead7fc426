public import Core

extension Dialect {
  /// FER2013 (Goodfellow et al., 2013): 0 angry … 6 neutral.
  public static let fer2013 = Dialect(
    name: "fer2013", ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"])

  /// CK+ in FER2013's form (`ckextended.csv`): FER2013's seven, then 7 contempt.
  public static let ckextended = Dialect(
    name: "ckextended",
    ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral", "contempt"])

  /// FER+ (Barsoum et al., 2016): 0 neutral … 7 contempt, 8 unknown, 9 not a face.
  public static let ferplus = Dialect(
    name: "ferplus",
    ["neutral", "happiness", "surprise", "sadness", "anger", "disgust", "fear", "contempt"],
    others: ["unknown", "not a face"])

  /// RAF-DB's basic set (Li et al., 2017): 1 surprise … 7 neutral.
  public static let rafdb = Dialect(
    name: "raf-db", from: 1,
    ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"])

  /// AffectNet (Mollahosseini et al., 2017): 0 neutral … 7 contempt, 8 none, 9 uncertain, 10 no face.
  public static let affectnet = Dialect(
    name: "affectnet",
    ["neutral", "happiness", "sadness", "surprise", "fear", "disgust", "anger", "contempt"],
    others: ["none", "uncertain", "no face"])

  /// CK+ (Lucey et al., 2010): 0 neutral, 1 anger, 2 contempt … 7 surprise.
  public static let ckplus = Dialect(
    name: "ck+",
    ["neutral", "anger", "contempt", "disgust", "fear", "happy", "sadness", "surprise"])

  /// ExpW (Zhang et al., 2018): FER2013's codes.
  public static let expw = Dialect(
    name: "expw", ["angry", "disgust", "fear", "happy", "sad", "surprise", "neutral"])

  /// Aff-Wild2 (Kollias and Zafeiriou, 2019): 0 neutral, 1 anger … 6 surprise.
  public static let affWild2 = Dialect(
    name: "aff-wild2",
    ["neutral", "anger", "disgust", "fear", "happiness", "sadness", "surprise"])

  /// The built-in dialects.
  public static let builtIn = [
    fer2013, ckextended, ferplus, rafdb, affectnet, ckplus, expw, affWild2,
  ]

  /// The names that need a taxonomy: its classes by name or in its order, from 0 or from 1.
  public static let taxonomyNames = [
    "alphabetical", "alphabetical-1", "taxonomy", "taxonomy-1",
  ]

  /// A dialect as `--dialect` takes it: a built-in name, one of `taxonomyNames`, or a list of codes such as
  /// "0=angry,1=disgust".
  ///
  /// - Parameter taxonomy: the classes for `taxonomyNames`.
  public static func named(
    _ text: String, taxonomy: Taxonomy? = nil
  ) throws(LayoutError) -> Dialect {
    if text.contains("=") { return try listed(text) }
    let wanted = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "+" }
    let plain = { (name: String) in name.filter { $0 != "-" } }
    if let known = builtIn.first(where: { plain($0.name) == wanted }) { return known }
    if wanted == "ckplus" { return ckplus }
    guard let name = taxonomyNames.first(where: { plain($0) == wanted }) else {
      let known = builtIn.map(\.name) + taxonomyNames
      throw .unknownDialect(
        name: text, nearest: EmotionWords.nearest(to: text, among: known), known: known)
    }
    guard let taxonomy else { throw .dialectNeedsTaxonomy(name: name) }
    let names = taxonomy.classNames
    return Dialect(
      name: name, from: name.hasSuffix("-1") ? 1 : 0,
      name.hasPrefix("taxonomy")
        ? names : names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) })
  }

  /// Refuses a list of codes with a word that is no emotion, no class and no renaming.
  func requireMeanings(
    taxonomy: Taxonomy?, renames: [String: String]
  ) throws(LayoutError) {
    guard name.contains("=") else { return }
    let renamed = Set(renames.keys.map(Taxonomy.folded))
    for code in codes {
      guard let word = words[code], word.isEmotion, EmotionWords.emotion(named: word.text) == nil,
        taxonomy?.classIndex(named: word.text) == nil,
        !renamed.contains(Taxonomy.folded(word.text))
      else { continue }
      let nearest = ClassResolver.nearestClass(to: word.text, in: taxonomy ?? .fer7)
      throw .badDialect(
        text: name,
        reason: "“\(word.text)” names no emotion and no class"
          + (nearest.map { ", and the nearest known word is “\($0)”" } ?? ""))
    }
  }

  private static func listed(_ text: String) throws(LayoutError) -> Dialect {
    var words: [Int: DialectWord] = [:]
    for entry in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let code = TableText.integer(sides[0]) else {
        throw .badDialect(text: text, reason: "“\(entry)” is not CODE=WORD")
      }
      let word = TableText.trimmed(sides[1])
      guard !word.isEmpty else {
        throw .badDialect(text: text, reason: "code \(code) has no word")
      }
      let meaning = DialectWord(word, isEmotion: !EmotionWords.isNonEmotion(word))
      guard words.updateValue(meaning, forKey: code) == nil else {
        throw .badDialect(text: text, reason: "code \(code) stands there twice")
      }
    }
    return Dialect(name: text, words: words)
  }
}
