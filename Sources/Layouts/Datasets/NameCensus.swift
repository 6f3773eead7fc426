/// How many of a source's images bear a dataset's code in their names.
struct NameCensus: Hashable, Sendable {
  /// Fewer names than this may look alike by chance.
  static let fewest = 3

  private(set) var images = 0
  private(set) var coded = 0

  /// Counts a member; a survey shows no hidden files.
  mutating func count(_ member: SurveyedMember, isCoded: Bool) {
    guard member.isImage else { return }
    images += 1
    if isCoded { coded += 1 }
  }

  /// Whether nine images in ten bear the code, and not one by chance.
  var isConvincing: Bool { coded >= NameCensus.fewest && coded >= images - images / 10 }

  /// "213 of 213 images named …", for the evidence.
  func phrase(_ like: String) -> String { "\(coded) of \(images) images \(like)" }
}
