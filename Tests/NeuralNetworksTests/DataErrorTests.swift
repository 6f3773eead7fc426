import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Data and files that do not fit")
struct DataErrorTests {
  /// A set with one bad row.
  struct BadSource: SampleSource {
    var base = DrawnSource(count: 10)
    var labelAt4 = 0
    var weightAt4: Float = 1
    var count: Int { base.count }
    var classCount: Int { base.classCount }
    var channels: Int { base.channels }
    var height: Int { base.height }
    var width: Int { base.width }
    func label(at row: Int) -> Int { row == 4 ? labelAt4 : base.label(at: row) }
    func weight(at row: Int) -> Float { row == 4 ? weightAt4 : 1 }
    func key(at row: Int) -> SampleKey { base.key(at: row) }
    func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
      base.fill(row: row, use: use, into: image)
    }
  }

  static func error(_ source: some SampleSource) throws -> NetworkError? {
    let trainer = try TrainingTests.trainer()
    let loop = TrainingLoop(
      trainer: trainer, training: source, validation: nil as DrawnSource?)
    return #expect(throws: NetworkError.self) { try loop.run() }
  }

  @Test("a label that is no class, a bad weight, no images and other images are errors")
  func sources() throws {
    #expect(
      try Self.error(BadSource(labelAt4: 3)) == .labelOutOfRange(row: 4, label: 3, classes: 3))
    #expect(try Self.error(BadSource(weightAt4: -1)) == .badWeight(row: 4))
    #expect(try Self.error(BadSource(weightAt4: .nan)) == .badWeight(row: 4))
    #expect(try Self.error(DrawnSource(count: 1)) == .noSamples(what: "the training set"))
    #expect(
      try Self.error(DrawnSource(count: 9, height: 13))
        == .dataMismatch(expected: "1×12×12 and 3 classes", found: "1×13×12 and 3 classes"))
  }

  @Test("a checkpoint of another recipe or seed, a model file and a foreign file are refused")
  func checkpoints() throws {
    let trainer = try TrainingTests.trainer()
    let pool = WorkerPool(threads: 1)
    let state = try SafetensorsFile(bytes: trainer.checkpoint(), path: "state")
    let other = try Fixtures.recipe(#"{"model": {"architecture": "linear"}}"#)
    #expect(throws: NetworkError.self) { try Trainer(resuming: state, recipe: other, pool: pool) }
    #expect(throws: NetworkError.checkpointMismatch(what: "seed", expected: "12", found: "11")) {
      try Trainer(resuming: state, seed: 12, pool: pool)
    }
    let model = try SafetensorsFile(bytes: trainer.bestModel(), path: "model")
    #expect(throws: NetworkError.self) { try Trainer(resuming: model, pool: pool) }
    let foreign = try SafetensorsFile(
      bytes: SafetensorsWriter.data([NamedTensor(name: "x", shape: [1], floats: [1])]), path: "x")
    let error = #expect(throws: NetworkError.self) { try Network(checkpoint: foreign, pool: pool) }
    #expect(
      error?.description
        == "the checkpoint cannot be used: x is not a network written by this program")
    #expect(throws: NetworkError.self) { try trainer.checkpoint(metadata: ["recipe": "mine"]) }
  }

  @Test("a checkpoint that lacks a tensor or has one of another shape is refused")
  func damagedCheckpoints() throws {
    let trainer = try TrainingTests.trainer()
    let file = try SafetensorsFile(bytes: trainer.bestModel(), path: "model")
    var tensors: [NamedTensor] = []
    for slice in file.tensors {
      tensors.append(
        NamedTensor(name: slice.name, shape: slice.shape, floats: try file.floats(of: slice.name)))
    }
    let place = try #require(tensors.firstIndex { $0.name == "blocks.0.weight" })
    let kept = tensors.remove(at: place)
    let pool = WorkerPool(threads: 1)
    let lacking = try SafetensorsFile(
      bytes: SafetensorsWriter.data(tensors, metadata: file.metadata), path: "lacking")
    #expect(throws: NetworkError.self) { try Network(checkpoint: lacking, pool: pool) }
    tensors.append(
      NamedTensor(name: kept.name, type: .f32, shape: [8, 1, 9], bytes: kept.bytes))
    let bent = try SafetensorsFile(
      bytes: SafetensorsWriter.data(tensors, metadata: file.metadata), path: "bent")
    #expect(
      throws: NetworkError.checkpointMismatch(
        what: "shape of blocks.0.weight", expected: "[8, 1, 3, 3]", found: "[8, 1, 9]")
    ) { try Network(checkpoint: bent, pool: pool) }
  }

  @Test("a network too large to plan is an error before anything is planned")
  func tooLarge() throws {
    let recipe = try Fixtures.recipe(
      #"{"model": {"blocks": [{"convolution": 4096}, "flatten", "linear"]}, "batch": 288, "slice": 288}"#
    )
    let error = #expect(throws: NetworkError.self) {
      try Trainer(
        recipe: recipe, seed: 1, classCount: 7, channels: 1, height: 48, width: 48,
        pool: WorkerPool(threads: 1))
    }
    guard case .tooLarge = error else {
      Issue.record("not too large but \(String(describing: error))")
      return
    }
  }
}
