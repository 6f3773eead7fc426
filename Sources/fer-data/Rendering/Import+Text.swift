internal import Core
internal import Workbench

extension LedgerSummary {
  /// The lines of a ledger: the sums, the layout, every reason.
  var lines: [String] {
    let outnumbers = samples == accepted ? "" : " (\(samples) samples)"
    var lines = [
      "\(source): \(members) members: \(accepted) accepted\(outnumbers), "
        + "\(sum(rejected)) rejected, \(sum(ignored)) ignored"
    ]
    if !isComplete { lines.append("  not read to its end; import it again to complete it") }
    if !layout.isEmpty { lines.append("  layout \(layout)") }
    lines += layoutEvidence.map { "    \(Output.field($0))" }
    lines += warnings.map { "  warning: \(Output.field($0))" }
    lines += rejected.map { "  rejected  \($0.count)  \(Output.field($0.reason))" }
    lines += ignored.map { "  ignored   \($0.count)  \(Output.field($0.reason))" }
    return lines
  }

  private func sum(_ reasons: [Reason]) -> Int { reasons.reduce(0) { $0 + $1.count } }
}

extension ImportSummary: Printable {
  var text: String {
    var lines = ledger.lines
    if let sameAs {
      lines.append(
        "  all of it is in the workspace already, with the same labels, as '\(sameAs)'; nothing was added"
      )
    } else if known > 0 {
      lines.append("  \(known) of them were in the ledger before")
    }
    for (other, count) in knownContents.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "  \(count) of \(accepted) images are the same files as in '\(other)'; their bytes were not stored again"
      )
    }
    lines.append("")
    lines.append(
      Lines.table(
        ["class", "samples"], zip(classNames, classCounts).map { [$0, String($1)] }))
    if !ledger.splitEvidence.isEmpty {
      let counts = Split.allCases.compactMap { split in
        splitCounts[split].map { "\(split.rawValue) \($0)" }
      }
      lines.append("")
      lines.append("official split: \(counts.joined(separator: ", "))")
      lines += ledger.splitEvidence.map { "  from \($0)" }
    }
    lines.append("")
    lines.append("workspace \(workspace)")
    return lines.joined(separator: "\n")
  }
}

extension LedgerListing: Printable {
  var text: String {
    var lines = ledgers.map { $0.lines.joined(separator: "\n") }
    for member in members ?? [] {
      lines.append(
        ([member.source, member.path] + [member.reason].compactMap { $0 }).map(Output.field)
          .joined(separator: "\t"))
    }
    return lines.isEmpty ? "no sources yet" : lines.joined(separator: "\n")
  }
}

extension RetrySummary: Printable {
  var text: String {
    var lines: [String] = []
    for source in sources {
      lines.append(
        "\(source.ledger.source): \(source.tried) rejected members tried again, \(source.gained) became samples"
      )
      lines += source.ledger.lines
    }
    return lines.isEmpty ? "no sources yet" : lines.joined(separator: "\n")
  }
}

extension DrawnDataset: Printable {
  var text: String {
    var lines = [
      "\(path): \(files) images of \(subjects) people in \(classNames.count) classes"
    ]
    if let answerKeyPath {
      lines.append("\(answerKeyPath): the answer key of \(planted) planted defects")
    }
    return lines.joined(separator: "\n")
  }
}
