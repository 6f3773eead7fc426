internal import Archives
internal import Core
internal import Layouts

/// How a source was read, as the catalog keeps it.
struct SourceRecord {
  let layout: String
  let evidence: [String]
  let warnings: [String]
  /// What official splits were read from, and how often.
  let splitEvidence: [String: Int]
  let settings: JSON
  let layoutSettings: JSON
  let renames: [String: String]
  let rule: String
  let archive: ArchiveSummary

  init(
    survey: SourceSurvey.Result, renames: [String: String], settings: JSON,
    splitEvidence: [String: Int]
  ) {
    layout = survey.choice.layout.name
    layoutSettings = survey.choice.layout.settings
    evidence = survey.choice.evidence
    warnings = survey.choice.warnings
    rule = survey.choice.resolver.rule.rawValue
    archive = survey.summary
    (self.renames, self.settings, self.splitEvidence) = (renames, settings, splitEvidence)
  }

  var json: JSON {
    var members: [String: JSON] = [
      "container": .string(archive.format), "evidence": .array(evidence.map(JSON.string)),
      "filter": .string(archive.filter), "layout": .string(layout),
      "layout_settings": layoutSettings, "map": .object(renames.mapValues(JSON.string)),
      "official_split": .object(splitEvidence.mapValues(JSON.integer)),
      "settings": settings, "vote_rule": .string(rule),
      "warnings": .array(warnings.map(JSON.string)),
    ]
    if let warning = archive.warning { members["warning"] = .string(warning) }
    return .object(members)
  }
}

extension ImportOptions {
  /// All that decides what a source gives, for a manifest's digest: no paths, no names.
  var reading: JSON {
    guard case .object(var members) = settings(votes: nil) else { return .null }
    members["votes"] = .bool(votes != nil)
    members["accept-damaged"] = .bool(acceptDamaged)
    return .object(members)
  }

  /// What decides the labels, but for the map: equal settings and maps read a source alike.
  func settings(votes digest: Digest?) -> JSON {
    [
      "columns": .object(columns.mapValues(JSON.string)),
      "dialect": dialect.map(JSON.string) ?? .null, "layout": layout.map(JSON.string) ?? .null,
      "neutral-frames": .integer(neutralFrames), "peak-frames": .integer(peakFrames),
      "vote-rule": .string(voteRule), "votes": digest.map { .string($0.hex) } ?? .null,
    ]
  }
}
