internal import Core
internal import Curation
internal import DatasetCatalog

/// What a manifest's audit and rules make of the samples.
extension ManifestPass {
  private static let verb = "manifest"
  private static let auditFolder = "audit"

  /// Audits and decides by the manifest's rules, unless that is what the journal has.
  ///
  /// What is decided is a function of the imported samples and the manifest: an earlier decision of a manifest is
  /// taken back first, and no split counts but the official one. What was decided by hand stays.
  mutating func curate(_ catalog: Catalog, _ faces: JSON) throws(WorkbenchError) {
    let began = session.clock()
    let fingerprint = try fingerprint(catalog, faces)
    let verb = "\(Self.verb) \(fingerprint.hex.prefix(16))"
    let own = try lifting { () throws(CatalogError) in
      try catalog.batches().filter { $0.verb.hasPrefix("\(Self.verb) ") && $0.isInForce }
    }
    guard !manifest.rules.isEmpty || manifest.audit != nil else {
      return try takeBack(own, catalog)
    }
    let isDecided = own.count == 1 && own[0].verb == verb && own[0].rowsInForce == own[0].rows
    let step = Self.verb
    let isNoted = ledger.isCurrent(step, fingerprint: Self.noted(fingerprint, isDecided))
    let isCurrent =
      isDecided ? isNoted || manifest.audit == nil : own.isEmpty && isNoted
    if !isCurrent {
      try session.checkCancelled("run the same command again to go on")
      try ledger.forget(step)
      try takeBack(own, catalog)
      let files = try decide(verb, catalog)
      let hasDecided = try lifting { () throws(CatalogError) in
        try catalog.batches().last?.verb == verb
      }
      try ledger.record(
        step, fingerprint: Self.noted(fingerprint, hasDecided), files: files)
    }
    steps.append(
      RunSummary.Step(
        name: manifest.rules.isEmpty ? "audit" : "curate", isSkipped: isCurrent,
        seconds: isCurrent ? 0 : session.clock() - began))
  }

  private static func noted(_ fingerprint: Digest, _ isDecided: Bool) -> Digest {
    Digest.sha256(of: "\(fingerprint.hex) \(isDecided ? "decided" : "nothing to decide")")
  }

  /// Audits where a rule or the manifest asks for it, then decides; the files of the audit's report.
  private func decide(_ verb: String, _ catalog: Catalog) throws(WorkbenchError) -> [String] {
    let asksForFindings = manifest.rules.contains { $0.check != nil }
    // The split of an earlier run is none of what the rules look at.
    if try lifting({ () throws(CatalogError) in try catalog.currentSplit() }) != nil {
      try lifting { () throws(CatalogError) in try catalog.storeSplit([], certificate: .null) }
    }
    var files: [String] = []
    if asksForFindings || manifest.audit != nil {
      let settings =
        manifest.audit ?? AuditSettings(preset: .faces, near: manifest.split.near)
      let out = manifest.audit == nil ? nil : Files.join(run.out, Self.auditFolder)
      let summary = try AuditDataset(settings: settings, out: out).run(
        catalog: catalog, session: session)
      files = summary.files.map { "\(Self.auditFolder)/\(Files.lastComponent($0))" }
    }
    if !manifest.rules.isEmpty {
      let summary = try CurateSamples(
        .rules(manifest.rules, verb: verb), author: Self.verb, reason: nil, recordedAt: nil,
        applies: true
      ).run(catalog: catalog, session: session)
      session.notice(
        "\(summary.decisions) decisions by the manifest's rules change \(summary.samples) samples")
    }
    return files
  }

  /// Takes back what manifests decided, the latest first.
  private func takeBack(
    _ batches: [DecisionBatch], _ catalog: Catalog
  ) throws(WorkbenchError) {
    for batch in batches.reversed() {
      try lifting { () throws(CatalogError) in
        try catalog.undoBatch(
          numbered: batch.number, reason: "the manifest says otherwise", author: Self.verb)
      }
    }
  }

  /// What the decisions are a function of: rules, audit, cropping, and the samples as they were imported.
  private func fingerprint(_ catalog: Catalog, _ faces: JSON) throws(WorkbenchError) -> Digest {
    let samples = try lifting { () throws(CatalogError) in try catalog.sampleSummaries() }
    let settings: JSON = [
      "audit": manifest.audit?.json ?? .null, "faces": faces,
      "near": manifest.split.near.json, "rules": .array(manifest.rules.map(\.json)),
      "sources": try SplitContent.sources(of: catalog), "version": .string(Version.current),
    ]
    var hasher = SHA256Hasher()
    hasher.update(settings.text())
    var subjects: [Int32: Int32] = [:]
    for sample in samples {
      sample.sampleKey.digest.withBytes { hasher.update($0) }
      sample.pixelDigest.withBytes { hasher.update($0) }
      var subject: Int32 = -1
      if let number = sample.subject {
        subject = subjects[number] ?? Int32(subjects.count)
        subjects[number] = subject
      }
      let words = [
        Int32(sample.importedLabel), Int32(sample.officialSplit?.order ?? -1), subject,
      ]
      words.withUnsafeBytes { hasher.update($0) }
    }
    return hasher.finalize()
  }
}
