internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import FaceDetection
internal import NeuralNetworks
internal import Tensors

/// One pass over the steps of a manifest.
struct ManifestPass {
  let run: RunManifest
  let session: Session
  var ledger: StepLedger
  var steps: [RunSummary.Step] = []

  var manifest: Manifest { run.manifest }

  init(run: RunManifest, session: Session) {
    (self.run, self.session) = (run, session)
    ledger = StepLedger(folder: run.out)
  }

  mutating func runAll() throws(WorkbenchError) -> RunSummary {
    let began = session.clock()
    try checkWorkspace()
    let imports = try importAll()
    let catalog = try WorkspaceOpening.writing(run.workspace)
    let faces = try crop(catalog)
    try curate(catalog, faces)
    let split = try split(catalog)
    try preview(catalog, split, faces)
    try shards(catalog, split, faces)
    try train()
    let evaluation = try evaluate()
    try note(evaluation, in: catalog)
    let record = MachineRecord(
      step: "run", seconds: session.clock() - began, threads: session.pool.threads,
      extra: ["steps": .array(steps.map(\.json))])
    try record.write(to: Files.join(run.out, "run.json"))
    return RunSummary(
      out: run.out, steps: steps, imports: imports, evaluation: evaluation,
      seconds: session.clock() - began)
  }

  /// Does a step, or skips it, and notes how long it took; `body` gives the files the step left.
  private mutating func step(
    _ name: String, inputs: [String: JSON], _ body: () throws(WorkbenchError) -> [String]
  ) throws(WorkbenchError) {
    let began = session.clock()
    let all = inputs.merging(["version": .string(Version.current)]) { own, _ in own }
    let fingerprint = Digest.sha256(of: JSON.object(all).text())
    if ledger.isCurrent(name, fingerprint: fingerprint) {
      steps.append(RunSummary.Step(name: name, isSkipped: true, seconds: 0))
      return
    }
    try session.checkCancelled("run the same command again to go on")
    try ledger.forget(name)
    try ledger.record(name, fingerprint: fingerprint, files: try body())
    steps.append(
      RunSummary.Step(name: name, isSkipped: false, seconds: session.clock() - began))
  }

  /// Notes the scores in the catalog, once, so that `status` can show them.
  private func note(_ evaluation: EvaluationSummary, in catalog: Catalog) throws(WorkbenchError) {
    let weights = try RunFolder(path: Files.join(run.out, "model")).weightsDigest()
    let record: JSON = [
      "manifest": .string(manifest.digest.hex), "name": .string(Files.lastComponent(manifest.path)),
      "scores": evaluation.json["scores"] ?? .null, "weights": .string(weights.hex),
    ]
    try lifting { () throws(CatalogError) in
      if try !catalog.runs(kind: "run").contains(where: { $0.json == record }) {
        _ = try catalog.recordRun(kind: "run", record)
      }
    }
  }

  /// Refuses a workspace that holds what the manifest does not name: the results would not be the manifest's.
  private func checkWorkspace() throws(WorkbenchError) {
    guard Files.exists(Files.join(run.workspace, "catalog.sqlite")) else { return }
    let catalog: Catalog
    do throws(WorkbenchError) { catalog = try WorkspaceOpening.reading(run.workspace) } catch {
      // The import makes what an earlier one could not finish making.
      if case .catalog(.unfinishedWorkspace) = error { return }
      throw error
    }
    let names = run.sources.map { $0.options.name ?? Files.lastComponent($0.path) }
    let held = try lifting { () throws(CatalogError) in try catalog.sources() }
    for source in held where !names.contains(source.name) {
      throw .problem(
        "the workspace \(run.workspace) also holds the source '\(source.name)', which this run does not "
          + "name; choose another --out")
    }
  }

  /// Imports each source that the catalog does not have whole, by the digest of its bytes.
  private mutating func importAll() throws(WorkbenchError) -> [ImportSummary] {
    var summaries: [ImportSummary] = []
    for source in run.sources {
      let began = session.clock()
      let name = source.options.name ?? Files.lastComponent(source.path)
      let isKnown = try isImported(source, name: name)
      if !isKnown {
        var options = source.options
        (options.name, options.map) = (name, manifest.renames)
        let use = try ImportSource(
          [source.path], options: options, taxonomy: manifest.taxonomy,
          isTaxonomyNamed: manifest.isTaxonomyNamed)
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
    let votes = try source.options.votes.map { path throws(WorkbenchError) in
      try VotesFile(path: path)
    }
    return known.rawDigest == digest
      && known.layout?["map"] == .object(manifest.renames.mapValues(JSON.string))
      && known.layout?["settings"] == source.options.settings(votes: votes?.digest)
  }

  /// Crops faces as the manifest says, unless that is what the workspace has; returns the cropping in force.
  private mutating func crop(_ catalog: Catalog) throws(WorkbenchError) -> JSON {
    let (present, missing) = try lifting { () throws(CatalogError) in
      (try catalog.currentCrop(), try catalog.uncroppedCount())
    }
    guard let faces = manifest.faces else {
      if present != nil { _ = try CropFaces.remove(catalog: catalog) }
      return .null
    }
    let began = session.clock()
    let use = CropFaces(settings: faces, model: run.model, environment: run.environment)
    let detector = try use.detector(session)
    let isCurrent =
      missing == 0 && present?["settings"] == faces.json
      && present?["model"]?.stringValue == detector.digest.hex
    if !isCurrent { _ = try use.run(catalog: catalog, detector: detector, session: session) }
    steps.append(
      RunSummary.Step(
        name: "crop", isSkipped: isCurrent, seconds: isCurrent ? 0 : session.clock() - began))
    return try SplitContent.faces(of: catalog)
  }

  private static let splitFolder = "split"

  /// Splits and leaves the certificate with its files, unless the present split was made from the same samples by
  /// the same settings and its files are unharmed.
  private mutating func split(_ catalog: Catalog) throws(WorkbenchError) -> Digest {
    let samples = try lifting { () throws(CatalogError) in try catalog.sampleSummaries() }
    let dismissed = try lifting { () throws(CatalogError) in try catalog.notDuplicatePairs() }
    let fingerprint = SplitFingerprint.of(
      samples, settings: manifest.split, dismissed: dismissed)
    let present = try lifting { () throws(CatalogError) in try catalog.currentSplit() }
    let step = "split"
    let input = Digest.sha256(of: "\(Version.current) \(fingerprint.hex)")
    let isCurrent =
      present?.certificate["fingerprint"]?.stringValue == fingerprint.hex
      && ledger.isCurrent(step, fingerprint: input)
    let began = session.clock()
    if !isCurrent {
      try ledger.forget(step)
      let use = SplitSamples(
        settings: manifest.split, out: Files.join(run.out, Self.splitFolder))
      let files = try use.run(catalog: catalog, session: session).files
      try ledger.record(
        step, fingerprint: input,
        files: files.map { Files.join(Self.splitFolder, Files.lastComponent($0)) })
    }
    steps.append(
      RunSummary.Step(
        name: step, isSkipped: isCurrent, seconds: isCurrent ? 0 : session.clock() - began))
    return fingerprint
  }

  private mutating func preview(
    _ catalog: Catalog, _ split: Digest, _ faces: JSON
  ) throws(WorkbenchError) {
    let use = try DrawPreview(
      pixels: manifest.shards.pixels, perClass: manifest.previewPerClass,
      copies: manifest.previewCopies, seed: manifest.seed,
      out: Files.join(run.out, "preview.png"))
    let inputs: [String: JSON] = [
      "copies": .integer(manifest.previewCopies), "faces": faces,
      "per-class": .integer(manifest.previewPerClass),
      "settings": manifest.shards.json, "split": .string(split.hex),
    ]
    let session = session
    try step("preview", inputs: inputs) { () throws(WorkbenchError) in
      _ = try use.run(catalog: catalog, session: session)
      return ["preview.png"]
    }
  }

  private mutating func shards(
    _ catalog: Catalog, _ split: Digest, _ faces: JSON
  ) throws(WorkbenchError) {
    let folder = Files.join(run.out, "shards")
    let use = WriteShards(settings: manifest.shards, out: folder, replaces: true)
    let inputs = [
      "faces": faces, "settings": manifest.shards.json,
      "sources": try SplitContent.sources(of: catalog),
      "split": .string(split.hex),
    ]
    let session = session
    try step("shards", inputs: inputs) { () throws(WorkbenchError) in
      try use.note(try use.run(catalog: catalog, session: session), in: catalog)
      let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
      return (index.files.map(\.name) + [ShardIndex.fileName]).map { "shards/\($0)" }
    }
  }

  private mutating func train() throws(WorkbenchError) {
    let folder = Files.join(run.out, "model")
    let shards = Files.join(run.out, "shards")
    let set = try lifting { () throws(TensorError) in try ShardIndex(folder: shards).setDigest }
    let policy = manifest.shards.pixels.policy
    let inputs: [String: JSON] = [
      "augmentation": policy.json, "recipe": manifest.recipe.json, "seed": .seed(manifest.seed),
      "shards": .string(set.hex),
    ]
    let use = TrainNetwork(
      shards: shards, recipe: manifest.recipe, augmentation: policy, seed: manifest.seed,
      out: folder, resumes: true, replacesOthers: true)
    let session = session
    try step("train", inputs: inputs) { () throws(WorkbenchError) in
      _ = try use.run(session: session)
      return [
        "best.safetensors", "last.safetensors", "history.csv", "curves.svg", "run.sha256",
      ].map { "model/\($0)" }
    }
  }

  private mutating func evaluate() throws(WorkbenchError) -> EvaluationSummary {
    let model = Files.join(run.out, "model")
    let shards = Files.join(run.out, "shards")
    let folder = Files.join(run.out, "report")
    let given = run.givenSource.map { " --source '\(Files.lastComponent($0))'" } ?? ""
    let command = "fer-data run '\(Files.lastComponent(manifest.path))'\(given) --out OUT"
    let index = try lifting { () throws(FileError) in
      try MappedFile(path: Files.join(shards, ShardIndex.fileName)).withBytes {
        Digest.sha256(of: $0)
      }
    }
    let inputs: [String: JSON] = [
      "command": .string(command), "index": .string(index.hex),
      "manifest": .string(manifest.digest.hex),
      "weights": .string(try RunFolder(path: model).weightsDigest().hex),
    ]
    let use = EvaluateRun(
      run: model, shards: shards, out: folder, manifest: manifest.digest, command: command)
    let session = session
    try step("evaluate", inputs: inputs) { () throws(WorkbenchError) in
      _ = try use.run(session: session)
      return EvaluateRun.fileNames.map { "report/\($0)" }
    }
    return try EvaluationSummary(folder: folder, record: RunFolder(path: model).record)
  }
}
