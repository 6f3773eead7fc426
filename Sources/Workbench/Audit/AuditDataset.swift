internal import Core
internal import Curation
internal import DatasetCatalog
internal import Reports

/// Looks for what is wrong with a dataset: duplicates, leaks, poor pictures, wrong labels, drift.
///
/// An audit changes no sample. What it measures and finds is kept in the catalog: decisions can be made of
/// it by the name of a check.
public struct AuditDataset: Sendable {
  private let settings: AuditSettings
  private let out: String?

  /// An audit by these settings.
  ///
  /// - Parameter out: the folder for `audit.html`, `audit.json` and the sheets, where they are wanted.
  public init(settings: AuditSettings, out: String? = nil) {
    (self.settings, self.out) = (settings, out)
  }

  /// Opens the workspace and audits it.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> AuditSummary {
    try run(catalog: try WorkspaceOpening.writing(workspace), session: session)
  }

  func run(catalog: Catalog, session: Session) throws(WorkbenchError) -> AuditSummary {
    let material = try AuditMaterial(catalog, settings: settings, session: session)
    guard !material.samples.isEmpty else {
      throw .problem("the workspace \(catalog.path) has no samples; import a source first")
    }
    for source in try lifting({ () throws(CatalogError) in try catalog.sources() })
    where !source.isComplete {
      session.warn(
        "the source '\(source.name)' was not read to its end; import it again to complete it")
    }
    let quality = QualitySearch(material, settings: settings)
    let cuts = try lifting { () throws(CatalogError) in try catalog.pictureCuts() }
    let table = PictureTable(samples: material.samples, cuts: cuts)
    var findings = ExactSearch(material: material, table: table).run()
    let near = try nearDuplicates(table, catalog, session)
    let groups = NearGroups(near)
    findings += NearFindings(
      material: material, table: table, pairs: near, threshold: settings.near.threshold
    ).findings()
    findings += quality.run(session.pool)
    findings += try withoutFace(catalog, material)
    var (labelJSON, labelWarnings): (JSON, [String]) = (.null, [])
    if let labels = settings.labels {
      let found = try LabelErrorSearch(
        settings: labels,
        together: groups.groups.map { members in members.map { table.key(Int($0.picture)) } }
      ).run(catalog: catalog, session: session)
      let queues = LabelFindings(material: material, labels: found)
      findings += queues.findings()
      (labelJSON, labelWarnings) = (found.json, queues.warnings)
    }
    try session.checkCancelled("what was measured is kept; run audit again to go on")
    let assembly = try AuditAssembly(
      catalog: catalog, material: material, settings: settings, findings: findings,
      distributions: quality.distributions(session.pool), nearGroups: (groups, table),
      labels: (labelJSON, labelWarnings), session: session)
    let summary = try assembly.summary(out: out)
    try lifting { () throws(CatalogError) in
      try catalog.storeFindings(
        assembly.ordered.map { StoredFinding($0.finding) }, record: assembly.record)
    }
    for warning in summary.report.warnings { session.warn(warning) }
    return summary
  }

  /// Near duplicates, but for pairs that were decided to be none.
  private func nearDuplicates(
    _ table: PictureTable, _ catalog: Catalog, _ session: Session
  ) throws(WorkbenchError) -> [NearPair] {
    let found = try NearDuplicates(settings: settings.near).pairs(
      of: table, catalog: catalog, session: session)
    let dismissed = try lifting { () throws(CatalogError) in try catalog.notDuplicatePairs() }
    return found.pairs.filter { !dismissed.contains(table.pair($0)) }
  }

  /// The samples for which a detector looked and found no face.
  private func withoutFace(
    _ catalog: Catalog, _ material: AuditMaterial
  ) throws(WorkbenchError) -> [AuditFinding] {
    let ids = try lifting { () throws(CatalogError) in try catalog.samplesWithoutFace() }
    guard !ids.isEmpty else { return [] }
    return material.samples.indices.filter { ids.contains(material.samples[$0].id) }.map {
      AuditFinding(
        finding: Finding(
          .noFace, samples: [material.samples[$0].sampleKey], measure: 0, threshold: 1,
          reason: "the detector found no face"),
        members: [$0])
    }
  }
}

extension StoredFinding {
  init(_ finding: Finding) {
    self.init(
      check: finding.check.rawValue, samples: finding.samples, measure: finding.measure,
      threshold: finding.threshold, reason: finding.reason)
  }
}
