internal import Core
internal import Workbench

extension ImportSummary: Printable {
  var text: String {
    var lines = [
      "\(source): \(members) members: \(accepted) accepted, "
        + "\(sum(rejected)) rejected, \(sum(ignored)) ignored"
    ]
    if known > 0 { lines.append("  \(known) of them were in the ledger before") }
    lines += rejected.map { "  rejected  \($0.count)  \($0.reason)" }
    lines += ignored.map { "  ignored   \($0.count)  \($0.reason)" }
    lines.append("")
    lines.append(
      Lines.table(
        ["class", "samples"], zip(classNames, classCounts).map { [$0, String($1)] }))
    if !evidence.isEmpty {
      let counts = Split.allCases.compactMap { split in
        splitCounts[split].map { "\(split.rawValue) \($0)" }
      }
      lines.append("")
      lines.append("official split: \(counts.joined(separator: ", "))")
      lines += evidence.map { "  from \($0)" }
    }
    lines.append("")
    lines.append("workspace \(workspace)")
    return lines.joined(separator: "\n")
  }

  private func sum(_ reasons: [Reason]) -> Int { reasons.reduce(0) { $0 + $1.count } }
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
