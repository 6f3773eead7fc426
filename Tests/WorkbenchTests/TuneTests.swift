import Core
import Reports
import TestSupport
import Testing
import Workbench

@Suite("Searching for a recipe", .serialized)
struct TuneTests {
  static let random = """
    trials: 4
    parameters:
      optimizer.learning-rate: {range: [0.0005, 0.02], scale: log}
      batch: {values: [16, 32]}
    """

  static let halving = """
    method: successive-halving
    minimum-epochs: 1
    eta: 2
    trials: 5
    parameters:
      optimizer.learning-rate: {range: [0.0005, 0.02], scale: log}
    """

  @Test(
    "every file is the same for 1, 2 and 3 threads, and the files of the test split are not even opened",
    arguments: [random, halving])
  func same(space: String) throws {
    let folder = try TemporaryFolder()
    let shards = try TuneFixtures.shards(folder)
    let space = try TuneFixtures.space(folder, space)
    let first = try TuneFixtures.tune(
      shards, space, folder.file("o1"), session: Fixtures.session(threads: 1))
    let tests = try Files.list(shards).filter { $0.hasPrefix("test-") }
    #expect(!tests.isEmpty)
    for name in tests { try Files.remove(Files.join(shards, name)) }
    let one = try Fixtures.digests(below: folder.file("o1"), except: TuneFixtures.mayDiffer)
    #expect(one.keys.contains("tune.json") && one.keys.contains("best-recipe.yaml"))
    for threads in 2...3 {
      let out = folder.file("o\(threads)")
      try TuneFixtures.tune(shards, space, out, session: Fixtures.session(threads: threads))
      #expect(try Fixtures.digests(below: out, except: TuneFixtures.mayDiffer) == one)
    }
    // Of all weights the winner's alone are left.
    let weights = one.keys.filter { $0.hasSuffix(".safetensors") }
    let winner = try #require(first.bestRun).dropFirst(folder.file("o1").count + 1)
    #expect(weights == ["\(winner)/best.safetensors"])
  }

  @Test(
    "a search stopped again and again goes on to the same bytes, and a finished one does nothing",
    arguments: [random, halving])
  func resumes(space: String) throws {
    let folder = try TemporaryFolder()
    let shards = try TuneFixtures.shards(folder)
    let space = try TuneFixtures.space(folder, space)
    try TuneFixtures.tune(shards, space, folder.file("whole"))
    let out = folder.file("o")
    var sittings = 0
    while true {
      let counting = CountingSession(stoppingAfter: 11)
      do {
        try TuneFixtures.tune(shards, space, out, session: counting.session)
        break
      } catch let error as WorkbenchError {
        guard case .cancelled(let resume) = error else { throw error }
        #expect(resume.contains("trials are done"))
        #expect(!Files.exists(Files.join(out, "best-recipe.yaml")))
      }
      sittings += 1
      try #require(sittings < 50)
      // A trial whose record was lost, as by a kill just before it is written, goes on from its checkpoint.
      let trial = Files.join(out, "trials/001/trial.json")
      if sittings == 2, Files.exists(trial),
        Files.exists(Files.join(out, "trials/001/last.safetensors"))
      {
        try Files.remove(trial)
      }
    }
    #expect(sittings > 1)
    let whole = try Fixtures.digests(
      below: folder.file("whole"), except: TuneFixtures.mayDiffer)
    #expect(try Fixtures.digests(below: out, except: TuneFixtures.mayDiffer) == whole)
    let again = CountingSession()
    try TuneFixtures.tune(shards, space, out, session: again.session)
    #expect(again.count == 0)
    #expect(try Fixtures.digests(below: out, except: TuneFixtures.mayDiffer) == whole)
  }

  @Test("more trials go on where fewer left off, as if there had been as many from the start")
  func grows() throws {
    let folder = try TemporaryFolder()
    let shards = try TuneFixtures.shards(folder)
    for (name, text) in [("r", Self.random), ("h", Self.halving)] {
      let space = try TuneFixtures.space(folder, text)
      let (whole, out) = (folder.file("\(name)-whole"), folder.file("\(name)-o"))
      let all = try TuneFixtures.tune(shards, space, whole, trials: 6)
      let few = try TuneFixtures.tune(shards, space, out, trials: 3)
      #expect(few.report.trials.map(\.values) == Array(all.report.trials.map(\.values).prefix(3)))
      try TuneFixtures.tune(shards, space, out, trials: 6)
      #expect(
        try Files.read(Files.join(out, "tune.json"), limit: 1 << 20)
          == Files.read(Files.join(whole, "tune.json"), limit: 1 << 20))
      // Back to fewer: the shorter table again, its winner's weights restored.
      let back = try TuneFixtures.tune(shards, space, out, trials: 3)
      #expect(back.report.jsonText == few.report.jsonText)
      #expect(Files.exists(Files.join(try #require(back.bestRun), "best.safetensors")))
    }
  }

  @Test("the best recipe trains to the very weights of the best trial")
  func bestRecipe() throws {
    let folder = try TemporaryFolder()
    let shards = try TuneFixtures.shards(folder)
    let space = try TuneFixtures.space(folder, Self.halving)
    let summary = try TuneFixtures.tune(shards, space, folder.file("o"), seed: 7)
    _ = try TrainNetwork(
      shards: shards, recipe: try TrainNetwork.recipe(file: folder.file("o/best-recipe.yaml")),
      augmentation: try PixelSettings.standardPolicy(), seed: 7, out: folder.file("run"),
      resumes: false
    ).run(session: Fixtures.session())
    let best = Files.join(try #require(summary.bestRun), "best.safetensors")
    #expect(
      try Files.read(best, limit: 1 << 24)
        == Files.read(folder.file("run/best.safetensors"), limit: 1 << 24))
    // And it can be scored as any other run.
    _ = try EvaluateRun(run: summary.bestRun ?? "", shards: nil, out: folder.file("e"))
      .run(session: Fixtures.session())
  }

  @Test("successive halving trains each rung's share and no more, and the last rung decides")
  func rungs() throws {
    let folder = try TemporaryFolder()
    let shards = try TuneFixtures.shards(folder)
    let space = try TuneFixtures.space(folder, Self.halving)
    let summary = try TuneFixtures.tune(shards, space, folder.file("o"))
    let report = summary.report
    #expect(report.rungs.map(\.trials) == [5, 2])
    #expect(report.rungs.map(\.epochs) == [1, nil])
    #expect(report.trials.map(\.epochs).sorted() == [1, 1, 1, 3, 3])
    #expect(report.looks == 9)
    let first = try report.trials.map { trial in
      let csv = try Files.read(
        folder.file("o/trials/00\(trial.number)/history.csv"), limit: 1 << 16)
      let line = String(decoding: csv, as: UTF8.self).split(separator: "\n")[1]
      return try #require(Double(line.split(separator: ",")[4]))
    }
    let going = report.trials.filter { $0.epochs == 3 }.map { first[$0.number - 1] }
    let dropped = report.trials.filter { $0.state == .dropped }.map { first[$0.number - 1] }
    #expect(try #require(going.min()) >= #require(dropped.max()))
    #expect(report.winning?.epochs == 3)
  }
}
