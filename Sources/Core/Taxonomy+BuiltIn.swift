extension Taxonomy {
  /// FER2013's seven classes in FER2013's numbering.
  public static let fer7 = known(
    "fer7", [.angry, .disgust, .fear, .happy, .sad, .surprise, .neutral])

  /// CK+'s seven: Ekman's six and contempt, alphabetically.
  public static let ekman7 = known(
    "ekman7",
    [
      .angry.named("anger"), .contempt, .disgust, .fear, .happy.named("happiness"),
      .sad.named("sadness"), .surprise,
    ])

  /// The built-in taxonomies.
  public static let builtIn = [fer7, ekman7]

  /// The built-in taxonomy of this name.
  public static func builtIn(named name: String) -> Taxonomy? {
    builtIn.first { $0.name == name }
  }

  /// A taxonomy known to be valid; the tests check that none falls back to the empty one.
  private static func known(_ name: String, _ classes: [EmotionClass]) -> Taxonomy {
    let indices = classes.enumerated().flatMap { index, emotion in
      ([emotion.name] + emotion.aliases).map { (folded($0), index) }
    }
    return Taxonomy(
      unchecked: name, classes: classes, indices: Dictionary(indices) { first, _ in first })
  }

  private init(unchecked name: String, classes: [EmotionClass], indices: [String: Int]) {
    (self.name, self.classes, self.indices) = (name, classes, indices)
  }
}

extension Taxonomy.EmotionClass {
  static let angry = Self(
    name: "angry", aliases: ["anger", "an", "ang", "annoyed", "angry face"])
  static let disgust = Self(name: "disgust", aliases: ["disgusted", "di", "dis"])
  static let fear = Self(
    name: "fear", aliases: ["fearful", "afraid", "scared", "fe", "fea", "af"])
  static let happy = Self(
    name: "happy", aliases: ["happiness", "happily", "joy", "smile", "enjoyment", "ha", "hap"])
  static let sad = Self(name: "sad", aliases: ["sadness", "sorrow", "unhappy", "sa"])
  static let surprise = Self(
    name: "surprise", aliases: ["surprised", "astonished", "su", "sur"])
  static let neutral = Self(name: "neutral", aliases: ["normal", "calm", "ne", "neu"])
  static let contempt = Self(name: "contempt", aliases: ["contemptuous", "disdain", "co", "con"])

  /// The same class under another canonical name; the old name becomes an alias.
  func named(_ canonical: String) -> Self {
    Self(name: canonical, aliases: ([name] + aliases).filter { $0 != canonical })
  }
}
