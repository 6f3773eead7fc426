internal import Core
internal import DatasetCatalog

/// Decides about samples: by name, by what an audit found, by rules of a file or by a table.
///
/// Without `applies` it only tells what would change.
public struct CurateSamples: Sendable {
  /// Where the decisions come from.
  public enum Input: Hashable, Sendable {
    /// A rule of flags.
    case rule(CurationRule)
    /// A file of rules, or a table (`.csv`, `.tsv`).
    case file(String)
    /// Rules that were read already, under a verb of their own.
    case rules([CurationRule], verb: String)
  }

  private let input: Input
  private let author: String
  private let reason: String?
  private let recordedAt: String?
  private let applies: Bool

  /// Decisions of some input.
  ///
  /// - Parameters:
  ///   - author: who decides; kept in the journal, and no part of any digest.
  ///   - reason: why; nil for the rules' own reasons.
  ///   - recordedAt: the time, as the journal keeps it.
  ///   - applies: whether to decide, or only to tell what would change.
  public init(
    _ input: Input, author: String, reason: String?, recordedAt: String?, applies: Bool
  ) {
    (self.input, self.author, self.reason) = (input, author, reason)
    (self.recordedAt, self.applies) = (recordedAt, applies)
  }

  /// Opens the workspace, finds the samples, and decides if so asked.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> CurationSummary {
    let catalog =
      applies
      ? try WorkspaceOpening.writing(workspace) : try WorkspaceOpening.reading(workspace)
    return try run(catalog: catalog, session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> CurationSummary {
    let content = try CurationContent(catalog)
    guard !content.samples.isEmpty else {
      throw .problem("the workspace \(catalog.path) has no samples; import a source first")
    }
    let decisions = try decisions(content)
    try session.checkCancelled("nothing was decided; run it again")
    let change = try CurationChange(decisions, content)
    var summary = try CurationSummary(change, content, verb: verb)
    if applies, !change.decisions.isEmpty {
      try lifting { () throws(CatalogError) in
        try catalog.appendDecisions(change.decisions, verb: verb)
        summary.batch = try catalog.batches().last?.number
      }
    }
    summary.isApplied = applies
    return summary
  }

  private var verb: String {
    switch input {
    case .rule(let rule): rule.action.word
    case .file: "apply"
    case .rules(_, let verb): verb
    }
  }

  private func decisions(_ content: CurationContent) throws(WorkbenchError) -> [Decision] {
    var deciding = RuleDeciding(content, author: author, recordedAt: recordedAt)
    switch input {
    case .rule(var rule):
      rule.reason = reason ?? rule.reason
      try deciding.add(rule, names: try NameResolver(content, names: rule.names))
    case .file(let path) where [".csv", ".tsv"].contains(path.suffix(4).lowercased()):
      let table = try DecisionTable(path: path, taxonomy: content.catalog.taxonomy)
      let names = try NameResolver(
        content, names: table.rows.lazy.flatMap { [$0.id] + ($0.other.map { [$0] } ?? []) })
      for row in table.rows {
        do throws(WorkbenchError) {
          let targets = try [row.id, row.other].compactMap { $0 }.map {
            name throws(WorkbenchError) in try names.target(name)
          }
          try deciding.act(
            row.action, onNamed: targets, reason: row.reason ?? reason ?? "as in a table")
        } catch { throw .problem("\(path): row \(row.number): \(error)") }
      }
    case .file(let path):
      let node = try SettingsFile.read(path)
      let taxonomy = content.catalog.taxonomy
      let rules = try lifting { () throws(SettingsError) in
        try CurationRule.all(settings: node, taxonomy: taxonomy)
      }
      try decide(rules, content, &deciding)
    case .rules(let rules, _): try decide(rules, content, &deciding)
    }
    return deciding.decisions
  }

  private func decide(
    _ rules: [CurationRule], _ content: CurationContent, _ deciding: inout RuleDeciding
  ) throws(WorkbenchError) {
    let names = try NameResolver(content, names: rules.flatMap(\.names))
    for var rule in rules {
      rule.reason = rule.reason ?? reason
      try deciding.add(rule, names: names)
    }
  }
}
