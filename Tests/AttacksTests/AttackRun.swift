import Attacks
import Core
import Foundation
import TestSupport

/// An attack, carried out: made in a folder of its own and given to the real program.
struct AttackRun {
  /// How the import ended.
  let outcome: WatchedProgram.Outcome
  /// The ledger that the import printed, where it printed one.
  let ledger: JSON?
  /// What `status --ledger` prints afterwards for people, with every member's name.
  let listings: [String]
  /// What was made, changed or removed outside the workspace.
  let changes: [String]

  /// The attack lies three folders deep, so that names which climb are seen to arrive.
  init(_ attack: Attack) throws {
    let root = try TemporaryFolder()
    let (place, scratch) = (root.file("a/b/attack"), try TemporaryFolder())
    try Files.createDirectories(place)
    try Files.writeAtomically(text: "alive\n", to: root.file("canary"))
    let source = try attack.make(into: place)
    let workspace =
      attack.workspace.hasPrefix("../")
      ? root.file("a/b/" + attack.workspace.dropFirst(3)) : Files.join(place, attack.workspace)
    let before = try TreeSnapshot(of: root.path, leavingOut: [workspace])
    let program = try WatchedProgram()
    // Options first: what follows "--" in an attack's arguments is no option.
    var outcome = try program.run(
      ["import", "--json", "--quiet", "--workspace", attack.workspace] + source, in: place,
      scratch: scratch.path)
    outcome.errors = outcome.errors.replacingOccurrences(of: root.path, with: "")
    self.outcome = outcome
    ledger = try? JSON(parsing: outcome.output)
    var listings: [String] = []
    if Files.exists(workspace) {
      for kind in ["accepted", "rejected", "ignored"] {
        let listing = try program.run(
          ["status", "--ledger", "--list", kind, "--workspace", attack.workspace], in: place,
          scratch: scratch.path)
        listings.append(listing.output + listing.errors)
      }
    }
    self.listings = listings
    changes = before.differences(from: try TreeSnapshot(of: root.path, leavingOut: [workspace]))
      .map { String($0.dropFirst(root.path.count + 1)) }
  }

  /// A count of the ledger: of its samples' members, or of all members under a heading's reasons.
  func count(_ heading: String) -> Int? {
    guard let value = ledger?[heading] else { return nil }
    return value.intValue
      ?? value.arrayValue?.reduce(0) { $0 + ($1["count"]?.intValue ?? 0) }
  }

  /// What a person is told: the error, or the reasons with their counts and the warnings.
  var message: String {
    if outcome.code != 0 { return outcome.errors.trimmingCharacters(in: .newlines) }
    let reasons = ["rejected", "ignored"].flatMap { heading in
      (ledger?[heading]?.arrayValue ?? []).map {
        "\(heading) \($0["count"]?.intValue ?? 0): \($0["reason"]?.stringValue ?? "")"
      }
    }
    let warnings = (ledger?["warnings"]?.arrayValue ?? []).compactMap(\.stringValue)
    return (reasons + warnings.map { "warning: \($0)" }).joined(separator: "\n")
  }

  /// Characters that move the cursor, reorder or hide text, or are no text at all.
  static func hidden(in text: String, allowing allowed: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { scalar in
      guard !allowed.unicodeScalars.contains(scalar) else { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return true
      default: return false
      }
    }
  }
}
