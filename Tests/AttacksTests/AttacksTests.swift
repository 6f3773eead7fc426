import Attacks
import Core
import Foundation
import Testing

/// Every attack, through the real program.
@Suite("Attacks")
struct AttacksTests {
  @Test(
    "an attack ends as it must, is told in plain words and touches nothing outside",
    arguments: Attack.all)
  func repelled(attack: Attack) throws {
    let run = try AttackRun(attack)
    let (outcome, expected) = (run.outcome, attack.expectation)
    #expect(!outcome.isEndless, "it did not end")
    #expect(outcome.code == expected.exitCode, "\(outcome.errors)")
    #expect(
      expected.says.isEmpty || run.message.contains(expected.says), "\(run.message.prefix(2000))")
    #expect(run.changes.isEmpty)
    #expect(outcome.peakKiB < attack.memoryMiB << 10)
    expectPlainWords(run)
    if expected.exitCode == 0 { try expectLedger(run, expected) }
  }

  /// One sentence of bearable length for an error, and no character that plays with the terminal.
  private func expectPlainWords(_ run: AttackRun) {
    if run.outcome.code != 0 {
      #expect(run.outcome.output.isEmpty)
      #expect(run.outcome.errors.hasPrefix("error: "))
      let lines = run.outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count == 2 && lines.last == "")
      #expect(run.outcome.errors.utf8.count < 4000)
      #expect(run.outcome.errors.contains(";") || run.outcome.errors.contains("--"), "no remedy")
    }
    for text in run.message.split(separator: "\n") { #expect(text.utf8.count < 4000) }
    for text in [run.outcome.errors, run.message] {
      #expect(AttackRun.hidden(in: text, allowing: "\n").isEmpty)
    }
    for listing in run.listings {
      #expect(AttackRun.hidden(in: listing, allowing: "\n\t").isEmpty)
    }
  }

  private func expectLedger(_ run: AttackRun, _ expected: Attack.Expectation) throws {
    let members = try #require(run.count("members"), "no ledger on standard output")
    let counts = (
      accepted: try #require(run.count("accepted")), rejected: try #require(run.count("rejected")),
      ignored: try #require(run.count("ignored"))
    )
    #expect(counts.accepted + counts.rejected + counts.ignored == members)
    let told = "\(run.message.prefix(2000))"
    if let accepted = expected.accepted { #expect(counts.accepted == accepted, "\(told)") }
    if let rejected = expected.rejected { #expect(counts.rejected == rejected, "\(told)") }
    if let ignored = expected.ignored { #expect(counts.ignored == ignored, "\(told)") }
  }

  @Test("every attack has a name of its own, a story and something it must be told")
  func described() {
    #expect(Set(Attack.all.map(\.name)).count == Attack.all.count)
    for attack in Attack.all {
      #expect(!attack.story.isEmpty)
      #expect(attack.story.hasSuffix("."), "\(attack.name)")
    }
  }
}
