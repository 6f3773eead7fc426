internal import Core

/// A facial expression the renderer can draw: the union of the classes of `fer7` and `ekman7`.
public enum FaceExpression: String, CaseIterable, Hashable, Sendable {
  case angry
  case disgust
  case fear
  case happy
  case sad
  case surprise
  case neutral
  case contempt

  /// The expression a class name means, by the aliases of the built-in taxonomies.
  public init?(className: String) {
    for taxonomy in [Taxonomy.fer7, Taxonomy.ekman7] {
      guard let index = taxonomy.classIndex(named: className) else { continue }
      let name = taxonomy.classNames[index]
      if let expression = Self.byBuiltInName[name] {
        self = expression
        return
      }
    }
    return nil
  }

  private static let byBuiltInName: [String: FaceExpression] = [
    "angry": .angry, "anger": .angry, "disgust": .disgust, "fear": .fear, "happy": .happy,
    "happiness": .happy, "sad": .sad, "sadness": .sad, "surprise": .surprise,
    "neutral": .neutral, "contempt": .contempt,
  ]
}
