public import Core

/// Class lists of datasets that `Core` does not have built in.
public enum LayoutTaxonomies {
  /// FER+'s eight emotions in FER+'s order; for votes.
  public static let ferplus8 = known(
    "ferplus8", [.neutral, .happiness, .surprise, .sadness, .anger, .disgust, .fear, .contempt])

  /// AffectNet's eight emotions in AffectNet's order.
  public static let affectnet8 = known(
    "affectnet8", [.neutral, .happiness, .sadness, .surprise, .fear, .disgust, .anger, .contempt])

  /// CK+'s eight: neutral (the first frames), then CK+'s seven in CK+'s order.
  public static let ckplus8 = known(
    "ckplus8", [.neutral, .anger, .contempt, .disgust, .fear, .happiness, .sadness, .surprise])

  /// All of them.
  public static let all = [ferplus8, affectnet8, ckplus8]

  /// The one of this name.
  public static func named(_ name: String) -> Taxonomy? { all.first { $0.name == name } }

  /// The aliases of FER2013's and CK+'s classes, under the emotion's own name.
  private static func known(_ name: String, _ emotions: [Emotion]) -> Taxonomy {
    let classes = emotions.map { emotion in
      let home = Taxonomy.builtIn.lazy.flatMap(\.classes).first { known in
        ([known.name] + known.aliases).contains(emotion.rawValue)
      }
      let spellings = home.map { [$0.name] + $0.aliases } ?? []
      return Taxonomy.EmotionClass(
        name: emotion.rawValue, aliases: spellings.filter { $0 != emotion.rawValue })
    }
    // The classes are constants that a test builds; FER2013's stand in for none.
    return (try? Taxonomy(name: name, classes: classes)) ?? .fer7
  }
}
