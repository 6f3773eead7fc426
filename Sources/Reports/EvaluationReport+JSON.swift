public import Core
internal import Evaluation

extension EvaluationReport {
  /// `report.json` as a value.
  public var json: JSON {
    var members: [String: JSON] = [
      "format": "fer-data/report/1",
      "title": .string(title),
      "dataset": dataset.json(classNames: classNames),
      "settings": .object(
        Dictionary(settings.map { (EvaluationReport.key($0.name), $0.json) }) { _, last in last }),
      "history": .array(history.map(\.json)),
      "selected_epoch": selectedEpoch.map { .integer($0) } ?? .null,
      "scores": .object(
        Dictionary(scores.map { ($0.split.rawValue, $0.metrics.json) }) { _, last in last }),
      "notes": .array(notes.map { .string($0) }),
      "diagnosis": .array(findings.map(\.json)),
      "provenance": .object(
        Dictionary(provenance.map { (EvaluationReport.key($0.name), .string($0.value)) }) {
          _, last in last
        }),
      "command": command.map { .string($0) } ?? .null,
    ]
    if let leakFree {
      var part: [String: JSON] = [
        "excluded": .integer(leakFree.excluded), "scores": leakFree.metrics.json,
      ]
      if let comparison = leakFree.comparison { part["comparison"] = comparison.json }
      members["leak_free_test"] = .object(part)
    }
    if let diagnosis {
      members["fit"] = [
        "verdict": .string(diagnosis.verdict.rawValue), "gap": .number(diagnosis.gap),
        "sentence": .string(diagnosis.sentence),
      ]
    }
    if let examination { members.merge(examination.json) { old, _ in old } }
    return .object(members)
  }

  /// `report.json`: sorted keys, indented, the same bytes for the same run.
  public var jsonText: String { json.text(indent: true) }

  /// A name as a key: lower case, letters and digits, joined by underscores.
  package static func key(_ name: String) -> String {
    name.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: "_")
  }
}
