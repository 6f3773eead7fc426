internal import Core

/// The eight emotions of the field, whatever a taxonomy calls them; in FER+'s order.
package enum Emotion: String, CaseIterable, Hashable, Sendable {
  case neutral
  case happiness
  case surprise
  case sadness
  case anger
  case disgust
  case fear
  case contempt

  /// The adjective some taxonomies use for it.
  private var adjective: String {
    switch self {
    case .happiness: "happy"
    case .surprise: "surprised"
    case .sadness: "sad"
    case .anger: "angry"
    case .disgust: "disgusted"
    case .fear: "fearful"
    case .neutral, .contempt: rawValue
    }
  }

  /// The class of a taxonomy that stands for it.
  func classIndex(in taxonomy: Taxonomy) -> Int? {
    taxonomy.classIndex(named: rawValue) ?? taxonomy.classIndex(named: adjective)
  }
}
