internal import Core
internal import Reports
internal import Workbench

extension AuditSummary: Printable {
  var failureCode: Int32? { failedNames.isEmpty ? nil : 1 }

  var text: String {
    var lines = report.warnings.flatMap { ["WARNING: \($0)", ""] }
    lines += report.headline.map { "- \($0)" }
    if report.headline.isEmpty { lines.append("nothing was found that would spoil a score") }
    lines += ["", table, ""] + examples
    lines +=
      drifts.isEmpty
      ? ["drift: the parts were made alike"] : drifts.prefix(6).map { "drift: \($0)" }
    lines += biases.map { "source bias: \($0)" }
    if !files.isEmpty { lines += ["", "wrote \(files.joined(separator: ", "))"] }
    if !failedNames.isEmpty { lines += ["", "failed on: \(failedNames.joined(separator: ", "))"] }
    return lines.joined(separator: "\n")
  }

  private var table: String {
    var table = TextTable(columns: [
      .init("check"), .init("samples", .right), .init("share", .right), .init("findings", .right),
      .init("measure and threshold"),
    ])
    for row in rows { table.add(cells: row) }
    return table.text.hasSuffix("\n") ? String(table.text.dropLast()) : table.text
  }
}
