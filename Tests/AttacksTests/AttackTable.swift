import Attacks
import Core
import Foundation
import Testing

/// Writes the table of `Attacks/README.md` from what really happens.
@Suite("Table of attacks")
struct AttackTable {
  private static let path = ProcessInfo.processInfo.environment["FER_DATA_ATTACK_TABLE"]
  private static let markers = ("<!-- table -->\n", "<!-- end of table -->")

  @Test(
    "the table is written into the file that FER_DATA_ATTACK_TABLE names", .enabled(if: path != nil)
  )
  func written() throws {
    let path = try #require(Self.path)
    let text = String(decoding: try Files.read(path, limit: 1 << 24), as: UTF8.self)
    let start = try #require(text.range(of: Self.markers.0), "no \(Self.markers.0) in \(path)")
    let end = try #require(text.range(of: Self.markers.1), "no \(Self.markers.1) in \(path)")
    var table =
      "| Attack | Story | Exit | Accepted, rejected, ignored | What is said | Peak MiB |\n"
    table += "|---|---|--:|--:|---|--:|\n"
    for attack in Attack.all {
      table += try Self.row(attack) + "\n"
      // Row by row, so that what was found is there even when a later one is stopped.
      try Files.writeAtomically(
        text: text[..<start.upperBound] + table + text[end.lowerBound...], to: path)
    }
  }

  private static func row(_ attack: Attack) throws -> String {
    let run = try AttackRun(attack)
    let counts = ["accepted", "rejected", "ignored"].map { heading in
      run.count(heading).map { "\($0)" } ?? "–"
    }
    let code = run.outcome.isEndless ? "endless" : "\(run.outcome.code)"
    return
      "| \(attack.name) | \(cell(attack.story)) | \(code) | \(counts.joined(separator: ", ")) | "
      + "\(cell(run.message)) | \((run.outcome.peakKiB + 512) / 1024) |"
  }

  /// A text as one cell: lines become breaks, and a very long text is cut in its middle.
  private static func cell(_ text: String) -> String {
    var text = text
    if text.count > 1200 { text = "\(text.prefix(800)) … \(text.suffix(200))" }
    var cell = ""
    for character in text {
      switch character {
      case "\n": cell += "<br>"
      case "|": cell += "\\|"
      case "<": cell += "&lt;"
      case "*", "_", "`", "\\": cell += "\\\(character)"
      default: cell.append(character)
      }
    }
    return cell
  }
}
