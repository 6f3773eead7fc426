internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import NeuralNetworks
internal import Tensors

/// One pass over the steps of a manifest.
struct ManifestPass {
  let run: RunManifest
  let session: Session
  private var ledger: StepLedger
  private var steps: [RunSummary.Step] = []

  private var manifest: Manifest { run.manifest }

  init(run: RunManifest, session: Session) {
    (self.run, self.session) = (run, session)
    ledger = StepLedger(folder: run.out)
  }

  mutating func runAll() throws(WorkbenchError) -> RunSummary {
    let began = session.clock()
    let imports = try importAll()
    let catalog = try WorkspaceOpening.writing(run.workspace)
    let split = try split(catalog)
    try preview(catalog, split)
    try shards(catalog, split)
    try train()
    let evaluation = try evaluate()
    let record = MachineRecord(
      step: "run", seconds: session.clock() - began, threads: session.pool.threads,
      extra: ["steps": .array(steps.map(\.json))])
    try record.write(to: Files.join(run.out, "run.json"))
    return RunSummary(
      out: run.out, steps: steps, imports: imports, evaluation: evaluation,
      seconds: session.clock() - began)
  }

  /// Does a step, or skips it, and notes how long it took.
  private mutating func step(
    _ name: String, fingerprint: Digest, files: () throws(WorkbenchError) -> [String],
    _ body: () throws(WorkbenchError) -> Void
  ) throws(WorkbenchError) {
    let began = session.clock()
    if ledger.isCurrent(name, fingerprint: fingerprint) {
      steps.append(RunSummary.Step(name: name, isSkipped: true, seconds: 0))
      return
    }
    try session.checkCancelled("run the same command again to go on")
    try ledger.forget(name)
    try body()
    try ledger.record(name, fingerprint: fingerprint, files: try files())
    steps.append(
      RunSummary.Step(name: name, isSkipped: false, seconds: session.clock() - began))
  }

  /// Imports each source that the catalog does not have whole, by the digest of its bytes.
  private mutating func importAll() throws(WorkbenchError) -> [ImportSummary] {
    var summaries: [ImportSummary] = []
    for source in run.sources {
      let began = session.clock()
      let name = source.name ?? Files.lastComponent(source.path)
      let isKnown = try isImported(source, name: name)
      if !isKnown {
        let use = try ImportSource(
          source: source.path, name: name, taxonomy: manifest.taxonomy,
          renames: manifest.renames)
        summaries.append(try use.run(workspace: run.workspace, session: session))
      }
      steps.append(
        RunSummary.Step(
          name: "import \(name)", isSkipped: isKnown,
          seconds: isKnown ? 0 : session.clock() - began))
    }
    return summaries
  }

  private func isImported(
    _ source: Manifest.Source, name: String
  ) throws(WorkbenchError) -> Bool {
    guard Files.exists(Files.join(run.workspace, "catalog.sqlite")),
      !Files.isDirectory(source.path)
    else { return false }
    let catalog = try WorkspaceOpening.reading(run.workspace)
    let known = try lifting { () throws(CatalogError) in try catalog.source(named: name) }
    guard let known, known.isComplete, catalog.taxonomy == manifest.taxonomy else { return false }
    let digest = try lifting { () throws(FileError) in
      try MappedFile(path: source.path).withBytes { Digest.sha256(of: $0) }
    }
    return known.rawDigest == digest
  }

  /// Splits, unless the present split was made from the same samples by the same settings.
  private mutating func split(_ catalog: Catalog) throws(WorkbenchError) -> Digest {
    let samples = try lifting { () throws(CatalogError) in try catalog.sampleSummaries() }
    let fingerprint = SplitFingerprint.of(samples, settings: manifest.split)
    let present = try lifting { () throws(CatalogError) in try catalog.currentSplit() }
    let isCurrent = present?.certificate["fingerprint"]?.stringValue == fingerprint.hex
    let began = session.clock()
    if !isCurrent {
      _ = try SplitSamples(settings: manifest.split).run(catalog: catalog, session: session)
    }
    steps.append(
      RunSummary.Step(
        name: "split", isSkipped: isCurrent, seconds: isCurrent ? 0 : session.clock() - began))
    return fingerprint
  }

  private mutating func preview(_ catalog: Catalog, _ split: Digest) throws(WorkbenchError) {
    let use = try DrawPreview(
      pixels: manifest.shards.pixels, perClass: manifest.previewPerClass,
      copies: manifest.previewCopies, seed: manifest.seed,
      out: Files.join(run.out, "preview.png"))
    let inputs: JSON = [
      "copies": .integer(manifest.previewCopies), "per-class": .integer(manifest.previewPerClass),
      "settings": manifest.shards.json, "split": .string(split.hex), "version": .string(Version.current),
    ]
    let session = session
    try step("preview", fingerprint: .sha256(of: inputs.text()), files: { ["preview.png"] }) {
      () throws(WorkbenchError) in
      _ = try use.run(catalog: catalog, session: session)
    }
  }

  private mutating func shards(_ catalog: Catalog, _ split: Digest) throws(WorkbenchError) {
    let folder = Files.join(run.out, "shards")
    let use = WriteShards(settings: manifest.shards, out: folder, replaces: true)
    let inputs: JSON = [
      "settings": manifest.shards.json, "split": .string(split.hex), "version": .string(Version.current),
    ]
    let session = session
    try step("shards", fingerprint: .sha256(of: inputs.text())) { () throws(WorkbenchError) in
      let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
      return (index.files.map(\.name) + [ShardIndex.fileName]).map { "shards/\($0)" }
    } _: { () throws(WorkbenchError) in
      _ = try use.run(catalog: catalog, session: session)
    }
  }

  private mutating func train() throws(WorkbenchError) {
    let folder = Files.join(run.out, "model")
    let shards = Files.join(run.out, "shards")
    let set = try lifting { () throws(TensorError) in try ShardIndex(folder: shards).setDigest }
    let policy = manifest.shards.pixels.policy
    let inputs: JSON = [
      "augmentation": policy.json, "recipe": manifest.recipe.json, "seed": .seed(manifest.seed),
      "shards": .string(set.hex), "version": .string(Version.current),
    ]
    let use = TrainNetwork(
      shards: shards, recipe: manifest.recipe, augmentation: policy, seed: manifest.seed,
      out: folder, resumes: true, replacesOthers: true)
    let session = session
    let names = ["best.safetensors", "history.csv", "curves.svg"].map { "model/\($0)" }
    try step("train", fingerprint: .sha256(of: inputs.text()), files: { names }) {
      () throws(WorkbenchError) in
      _ = try use.run(session: session)
    }
  }

  private mutating func evaluate() throws(WorkbenchError) -> EvaluationSummary {
    let model = Files.join(run.out, "model")
    let folder = Files.join(run.out, "report")
    let weights = try RunFolder(path: model).weightsDigest()
    let sources = run.sources.map { Files.lastComponent($0.path) }.joined(separator: " ")
    let command =
      "fer-data run \(Files.lastComponent(manifest.path)) --source \(sources) --out OUT"
    let inputs: JSON = [
      "command": .string(command), "manifest": .string(manifest.digest.hex),
      "version": .string(Version.current), "weights": .string(weights.hex),
    ]
    let use = EvaluateRun(
      run: model, shards: Files.join(run.out, "shards"), out: folder, manifest: manifest.digest,
      command: command)
    let session = session
    let names = EvaluateRun.fileNames.map { "report/\($0)" }
    try step("evaluate", fingerprint: .sha256(of: inputs.text()), files: { names }) {
      () throws(WorkbenchError) in
      _ = try use.run(session: session)
    }
    return try EvaluationSummary(folder: folder)
  }
}
