internal import Core
internal import DatasetCatalog
internal import Imaging

/// A sample that a sheet shows.
struct ChosenSample: Sendable {
  let summary: SampleSummary
  let details: SampleDetails
  /// The measure it was chosen by.
  let measure: WorstMeasure?
  /// Whether it begins a group of rows, and the line under the group's name.
  var startsGroup = true
  var groupNote: String?

  /// The head of its row: the class where a group begins, the id, the file.
  func row(_ taxonomy: Taxonomy, _ cells: [ContactSheet.Cell?]) -> ContactSheet.Row {
    var notes: [String] = []
    if let groupNote { notes.append(groupNote) }
    if let measure { notes.append(measure.note(details.measures)) }
    notes.append(String(details.contentID.digest.hex.prefix(8)))
    notes.append(details.member.split(separator: "/").last.map(String.init) ?? details.member)
    if summary.isExcluded { notes.append("excluded") }
    return ContactSheet.Row(
      label: startsGroup ? taxonomy.classNames[summary.label] : "", notes: notes, cells: cells,
      startsGroup: startsGroup)
  }

  /// For programs.
  func json(_ taxonomy: Taxonomy) -> [String: JSON] {
    var members: [String: JSON] = [
      "class": .string(taxonomy.classNames[summary.label]),
      "content_id": .string(details.contentID.digest.hex),
      "sample_key": .string(summary.sampleKey.digest.hex), "source": .string(details.source),
      "member": .string(details.member),
    ]
    if let measure {
      members["measure"] = .string(measure.rawValue)
      members["value"] = JSON(measure.value(details.measures))
    }
    return members
  }
}
