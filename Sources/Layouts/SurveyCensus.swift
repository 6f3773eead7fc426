/// What a source holds, roughly, for the message that nothing fits.
struct SurveyCensus: Sendable, CustomStringConvertible {
  private var images = 0
  private var others = 0
  private var example: String?

  init() {}

  mutating func count(_ member: SurveyedMember) {
    if member.isImage { images += 1 } else { others += 1 }
    if example == nil { example = member.path }
  }

  var description: String {
    guard let example else { return "it holds no files but those of systems and documents" }
    return "\(images) image files and \(others) others, the first “\(example)”; looked for class "
      + "folders, label tables, pixel tables, and names with the codes of known datasets"
  }
}
