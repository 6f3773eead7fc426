import Core
import Curation
import Tensors
import TestSupport
import Testing
import Workbench

@Suite("Label errors", .serialized)
struct LabelErrorTests {
  static let names: Set<String> = ["labels"]

  static func search(
    _ workspace: String, _ recipe: String?, folds: Int = 3, predictions: String? = nil,
    together: [[SampleKey]] = [], session: Session? = nil
  ) throws -> LabelErrorFindings {
    try LabelErrorSearch(
      settings: try LabelErrorSettings(
        folds: folds, recipe: recipe, pixels: try Fixtures.pixels(), predictions: predictions),
      together: together
    ).run(workspace: workspace, session: session ?? Fixtures.session())
  }

  @Test("planted wrong labels are in the queue, each with the class that the picture shows")
  func planted() throws {
    let folder = try TemporaryFolder()
    let set = try DrawnClasses.archive(in: folder, name: "a.tar", perClass: 40, wrong: 8, seed: 1)
    try Fixtures.importing(set.path, into: folder.file("w"))
    let found = try Self.search(folder.file("w"), try DrawnClasses.recipe(folder))
    #expect(found.accuracy > 0.9 && found.missing == 0)
    #expect(found.keys.count == 7 * 40)
    // The noise rates are rounded, so that one of them may be missed.
    #expect((7...8).contains(found.queues.wrong.count))
    for suspicion in found.queues.wrong {
      #expect(set.wrong[found.keys[suspicion.sample]] == suspicion.suggestion)
    }
    let finding = try #require(found.findings.first)
    #expect(finding.check == .wrongLabel && finding.measure < finding.threshold)
    #expect(finding.samples == [found.keys[found.queues.wrong[0].sample]])
    #expect(finding.reason.contains("labelled "))
    #expect(found.dialects.isEmpty)
  }

  @Test("a source whose codes were misread is named with the permutation; as it is, nothing is")
  func dialects() throws {
    let folder = try TemporaryFolder()
    let recipe = try DrawnClasses.recipe(folder)
    let codes = [0, 1, 2, 3, 5, 6, 4]
    for isMisread in [false, true] {
      let workspace = folder.file("w\(isMisread)")
      for (name, perClass, own) in [("a", 30, nil), ("b", 20, isMisread ? codes : nil)] {
        let set = try DrawnClasses.archive(
          in: folder, name: "\(name)\(isMisread).tar", perClass: perClass, codes: own,
          seed: name == "a" ? 1 : 2)
        try Fixtures.importing(set.path, into: workspace, name: name)
      }
      let found = try Self.search(workspace, recipe)
      let verdict = try #require(found.dialects.first { $0.part == .source("b") })
      #expect(found.dialects.count == 1 && verdict.basis == .source("a"))
      #expect(verdict.samples == 140)
      if isMisread {
        #expect(verdict.check.permutation == [0, 1, 2, 3, 6, 4, 5])
        let sentence = try #require(verdict.sentences(classNames: found.classNames).first)
        #expect(
          sentence.contains("what it calls sad is neutral, neutral is surprise, surprise is sad"))
      } else {
        #expect(verdict.check.isQuiet)
      }
    }
  }

  @Test("a test split that was exported in another order is named, out of fold")
  func splits() throws {
    let folder = try TemporaryFolder()
    let set = try DrawnClasses.archive(
      in: folder, name: "a.tar", perClass: 300, codes: [1, 0, 2, 3, 4, 5, 6], codesOf: "test",
      splits: ["train", "train", "train", "train", "test"], seed: 1)
    try Fixtures.importing(set.path, into: folder.file("w"))
    let found = try Self.search(folder.file("w"), try DrawnClasses.recipe(folder))
    let verdict = try #require(found.dialects.first { $0.part == .split(.test) })
    #expect(verdict.basis == .outOfFold && verdict.check.cycles.map(\.classes) == [[0, 1]])
    #expect(found.dialects.allSatisfy { $0.part != .split(.train) })
    let audit = try AuditDataset(
      settings: AuditSettings(
        near: NearDuplicateSettings(method: .none),
        labels: LabelErrorSettings(
          folds: 3, recipe: try DrawnClasses.recipe(folder), pixels: try Fixtures.pixels()),
        failOn: "dialect")
    ).run(workspace: folder.file("w"), session: Fixtures.session())
    #expect(audit.failedNames == ["dialect"])
    let row = try #require(audit.rows.first { $0[0] == "dialect" })
    // All of two classes, a fifth of 300 of which is the test split.
    #expect(row[1] == "120" && row[3] == "1")
  }

  @Test("the bytes depend neither on threads nor on a stop, and a second search trains nothing")
  func sameness() throws {
    let folder = try TemporaryFolder()
    let recipe = try DrawnClasses.recipe(folder, epochs: 2)
    let set = try DrawnClasses.archive(in: folder, name: "a.tar", perClass: 12, wrong: 3, seed: 1)
    var bytes: [Set<String>] = []
    for name in ["one", "three", "stopped"] {
      let workspace = folder.file(name)
      try Fixtures.importing(set.path, into: workspace)
      if name == "stopped" {
        let error = #expect(throws: WorkbenchError.self) {
          try Self.search(
            workspace, recipe, session: Stopping(inEpoch: "labels fold 2/3 epoch 2").session)
        }
        guard case .cancelled = error else {
          Issue.record("not stopped but \(String(describing: error))")
          return
        }
      }
      _ = try Self.search(
        workspace, recipe, session: Fixtures.session(threads: name == "three" ? 3 : 1))
      let digests = try Fixtures.digests(below: Files.join(workspace, "labels"))
      #expect(Set(digests.keys) == ["out-of-fold.safetensors", "labels.sha256"])
      bytes.append(Set(digests.values))
    }
    #expect(bytes[0] == bytes[1] && bytes[0] == bytes[2])
    let trained = Flag()
    let session = Session(
      pool: WorkerPool(threads: 2), report: { if $0.step.contains("epoch") { trained.raise() } })
    let again = try Self.search(folder.file("one"), recipe, session: session)
    #expect(!trained.isRaised && again.keys.count == 84)
    // A damaged file is made anew rather than believed.
    let file = folder.file("one/labels/out-of-fold.safetensors")
    var damaged = try Files.read(file, limit: 1 << 24)
    damaged[damaged.count - 1] ^= 1
    try Files.writeAtomically(damaged, to: file)
    _ = try Self.search(folder.file("one"), recipe, session: session)
    #expect(trained.isRaised)
  }

  @Test("what must stay together is held out by one network, and every sample by one")
  func groups() throws {
    let folder = try TemporaryFolder()
    let recipe = try DrawnClasses.recipe(folder, epochs: 1)
    let set = try DrawnClasses.archive(in: folder, name: "a.tar", perClass: 12, seed: 1)
    try Fixtures.importing(set.path, into: folder.file("w"))
    let keys = try Self.search(folder.file("w"), recipe).keys
    let together = stride(from: 0, to: keys.count, by: 4).map { Array(keys[$0..<$0 + 4]) }
    _ = try Self.search(folder.file("w"), recipe, together: together)
    let file = try SafetensorsFile(path: folder.file("w/labels/out-of-fold.safetensors"))
    let folds = try file.integers(of: "folds")
    #expect(Set(folds) == [1, 2, 3] && folds.count == 84)
    for start in stride(from: 0, to: 84, by: 4) {
      #expect(Set(folds[start..<start + 4]).count == 1)
    }
    let rows = try file.floats(of: "probabilities")
    for sample in 0..<84 {
      #expect(abs(rows[sample * 7..<sample * 7 + 7].reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test("the predictions of a cross-validation are judged instead; others are refused")
  func given() throws {
    let folder = try TemporaryFolder()
    let set = try DrawnClasses.archive(in: folder, name: "a.tar", perClass: 24, wrong: 6, seed: 3)
    try Fixtures.importing(set.path, into: folder.file("w"))
    try Fixtures.writeShards(folder.file("w"), folder.file("shards"), size: 24)
    let recipe = try DrawnClasses.recipe(folder)
    _ = try CrossValidate(
      shards: folder.file("shards"), recipe: try TrainNetwork.recipe(file: recipe),
      augmentation: try PixelSettings.standardPolicy(), seed: 1, out: folder.file("cv"),
      folds: try FoldSettings(count: 3, scope: nil, validation: 0), resumes: false
    ).run(session: Fixtures.session())
    let path = folder.file("cv/predictions.csv")
    let found = try Self.search(folder.file("w"), nil, predictions: path)
    #expect(found.missing > 0 && found.keys.count + found.missing == 168)
    let known = Set(found.keys)
    let planted = Set(set.wrong.keys.filter { known.contains($0) })
    let wrong = Set(found.queues.wrong.map { found.keys[$0.sample] })
    #expect(wrong.isSubset(of: planted) && wrong.count >= planted.count - 1 && !wrong.isEmpty)
    #expect(!Files.exists(folder.file("w/labels/out-of-fold.safetensors")))

    let text = String(decoding: try Files.read(path, limit: 1 << 24), as: UTF8.self)
    let refused: [(from: String, to: String, word: String)] = [
      ("fold,split", "folder,split", "no column fold"), ("sample_key", "key", "no columns"),
      ("p_angry", "p_anger", "classes are"), ("\n1,", "\nx,", "line "),
    ]
    for (from, to, word) in refused {
      try Files.writeAtomically(text: text.replacing(from, with: to), to: folder.file("x.csv"))
      let error = #expect(throws: WorkbenchError.self) {
        try Self.search(folder.file("w"), nil, predictions: folder.file("x.csv"))
      }
      #expect(error?.description.contains(word) == true, "\(word)")
    }
  }

  @Test("the built-in probe is the recipe of the manifests")
  func probe() throws {
    #expect(
      try LabelErrorSettings().recipe
        == (try TrainNetwork.recipe(file: "manifests/recipes/probe.yaml")))
    #expect(throws: WorkbenchError.self) { try LabelErrorSettings(folds: 1) }
    #expect(throws: WorkbenchError.self) {
      try LabelErrorSettings(recipe: "r.yaml", predictions: "p.csv")
    }
  }
}
