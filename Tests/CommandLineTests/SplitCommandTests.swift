import Core
import TestSupport
import Testing

@Suite("Splitting on the command line")
struct SplitCommandTests {
  @Test("the certificate, its lists and the folds' own are written where --out says, and told")
  func out() throws {
    let folder = try TemporaryFolder()
    try BalanceCommandTests.workspace(folder)
    let split = ["split", "--workspace", "w", "--near-duplicates", "none"]
    let told = try Program().run(
      split + ["--folds", "2", "--folds-over", "all", "--out", "c", "-q"], in: folder.path)
    try #require(told.code == 0, "\(told.errors)")
    let names = try Files.list(folder.file("c")).sorted()
    #expect(
      names == [
        "certificate.json", "folds-certificate.json", "folds-pairs.csv", "folds.txt", "leaks.csv",
        "pairs.csv", "split.txt",
      ])
    for name in names { #expect(told.output.contains("c/\(name)")) }
    let certificate = try JSON(
      parsing: Files.read(folder.file("c/certificate.json"), limit: 1 << 20))
    let digest = try #require(certificate["digest"]?.stringValue)
    #expect(told.output.contains("certificate \(digest)"))
    #expect(told.output.contains("2 folds of all samples: "))
    #expect(told.output.contains("no group lies in two folds"))
    let json = try JSON(
      parsing: Program().run(split + ["--folds", "2", "--json", "-q"], in: folder.path).output)
    #expect(json["certificate"] == certificate)
    #expect(json["folds"]?["over"] == "train-val" && json["files"] == [])
    #expect(json["folds"]?["digest"]?.stringValue?.count == 64)
    let status = try JSON(
      parsing: Program().run(["status", "--workspace", "w", "--json"], in: folder.path).output)
    #expect(status["certificate"] == certificate)
  }

  @Test(
    "what makes no sense exits with 64 and says what to do",
    arguments: [
      (["--folds-over", "all"], "--folds-over belongs to --folds"),
      (["--folds", "1"], "--folds must be between 2 and 1000"),
      (["--repair", "drop", "--repair-from", "train,train"], "names train twice"),
      (["--repair", "drop", "--repair-from", "train;val"], "--repair-from cannot be 'train;val'"),
    ])
  func usage(flags: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try Program().run(["split"] + flags, in: folder.path)
    #expect(outcome.code == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
