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
    lines += reasons("rejected  ", rejected) + reasons("ignored   ", ignored)
    return lines
  }

  /// The most frequent reasons; `status --ledger --list` has them member by member.
  private func reasons(_ heading: String, _ all: [Reason]) -> [String] {
    let shown = all.prefix(20)
    let lines = shown.map { "  \(heading)\($0.count)  \(Output.field($0.reason))" }
    guard shown.count < all.count else { return lines }
    let rest = all.dropFirst(shown.count).reduce(0) { $0 + $1.count }
    return lines + ["  \(heading)\(rest)  for \(all.count - shown.count) other reasons"]
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
        "  \(count) files are the same as in '\(other)'; their bytes were not stored again"
      )
    }
    for reason in setAside {
      lines.append(
        "  \(reason.count) samples are excluded by a decision: \(Output.field(reason.reason))")
    }
    lines.append("")
    lines.append(
      Lines.table(
        ["class", setAside.isEmpty ? "samples" : "samples, those excluded included"],
        zip(classNames, classCounts).map { [$0, String($1)] }))
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
      if source.tried == 0, source.remaining > 0 {
        lines.append(
          "  nothing is kept of the rejected (--no-quarantine, or too large to be read); import the source again"
        )
      }
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
