import Core
import NeuralNetworks
import Testing

/// What `Tests/Recorded/optimizers.py` recorded.
struct RecordedTraining: Sendable {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let recipe: JSON
    let losses: [Double]
    let parameters: [String: [Double]]
    var testDescription: String { name }
  }

  let images: [Float]
  let labels: [Int]
  let weights: [Float]
  let start: [String: [Double]]
  let cases: [Case]
  let json: JSON

  init() throws {
    let bytes = try Files.read("Tests/Recorded/optimizers.json", limit: 1 << 22)
    json = try JSON(parsing: String(decoding: bytes, as: UTF8.self))
    images = Self.numbers(json["images"]).map { Float($0) }
    labels = Self.numbers(json["labels"]).map { Int($0) }
    weights = Self.numbers(json["weights"]).map { Float($0) }
    start = Self.vectors(json["start"])
    cases = (json["cases"]?.arrayValue ?? []).map {
      Case(
        name: $0["name"]?.stringValue ?? "", recipe: $0["recipe"] ?? .null,
        losses: Self.numbers($0["losses"]), parameters: Self.vectors($0["parameters"]))
    }
  }

  static func numbers(_ json: JSON?) -> [Double] {
    (json?.arrayValue ?? []).compactMap(\.doubleValue)
  }

  static func vectors(_ json: JSON?) -> [String: [Double]] {
    (json?.objectValue ?? [:]).mapValues { numbers($0) }
  }
}

/// The recorded images.
struct RecordedSource: SampleSource {
  let record: RecordedTraining
  var count: Int { record.labels.count }
  let classCount = 3
  let channels = 1
  let height = 3
  let width = 4
  func label(at row: Int) -> Int { record.labels[row] }
  func weight(at row: Int) -> Float { record.weights[row] }
  func key(at row: Int) -> SampleKey { SampleKey(Digest.sha256(of: "\(row)")) }
  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    for index in image.indices { image[index] = record.images[row * image.count + index] }
  }
}

@Suite("Optimizers, losses and schedules do what PyTorch's do")
struct RecordedTrainingTests {
  @Test("several steps give PyTorch's weights and losses", arguments: try RecordedTraining().cases)
  func steps(recorded: RecordedTraining.Case) throws {
    let record = try RecordedTraining()
    var members = recorded.recipe.objectValue ?? [:]
    members["model"] = ["blocks": ["flatten", ["linear": 8], ["activation": "silu"], "linear"]]
    members["epochs"] = 6
    if members["batch"] == nil { members["batch"] = 12 }
    members["slice"] = 3
    if members["schedule"] == nil { members["schedule"] = ["name": "constant"] }
    let trainer = try Trainer(
      recipe: Fixtures.recipe(JSON.object(members).text()), seed: 1, classCount: 3, channels: 1,
      height: 3, width: 4, pool: WorkerPool(threads: 2))
    let layout = trainer.engine.layout
    for (name, values) in record.start {
      try #require(layout.trained(named: name)).write(
        values.map { Float($0) }, to: trainer.weights.base)
    }
    _ = try TrainingLoop(
      trainer: trainer, training: RecordedSource(record: record), validation: nil as DrawnSource?
    ).run()
    for (name, expected) in recorded.parameters {
      let found = try #require(layout.trained(named: name)).read(trainer.weights.base)
      let size = expected.map(abs).max() ?? 0
      let worst = zip(found, expected).map { abs(Double($0) - $1) }.max() ?? .infinity
      #expect(worst <= 4e-6 * size, "\(name) is off by \(worst) of \(size)")
      // The steps themselves are far larger than what is tolerated.
      let moved = zip(expected, record.start[name] ?? []).map { abs($0 - $1) }.max() ?? 0
      #expect(moved > 1e-3 * size, "\(name)")
    }
    let losses = trainer.history.map(\.trainLoss)
    #expect(losses.count == 6)
    for (found, expected) in zip(losses, recorded.losses) {
      #expect(abs(found - expected) <= 2e-6 * expected)
    }
  }

  @Test("schedules have the rates of torch.optim.lr_scheduler")
  func schedules() throws {
    let record = try RecordedTraining()
    let list = try #require(record.json["schedules"]?.arrayValue)
    let scores = RecordedTraining.numbers(record.json["scores"])
    for recorded in list {
      let settings = recorded["schedule"] ?? .null
      let epochs = try #require(recorded["epochs"]?.intValue)
      let steps = try #require(recorded["steps"]?.intValue)
      let recipe = try Fixtures.recipe(
        JSON.object([
          "model": ["architecture": "linear"], "epochs": .integer(epochs), "schedule": settings,
          "optimizer": ["learning-rate": 0.2],
        ]).text())
      let rates = RecordedTraining.numbers(recorded["rates"])
      #expect(rates.count == epochs)
      for (epoch, expected) in rates.enumerated() {
        for step in epoch * steps..<(epoch + 1) * steps {
          let found = recipe.schedule.rate(
            peak: 0.2, step: step, stepsPerEpoch: steps, epochs: epochs,
            scores: recorded["watches"] == nil ? [] : Array(scores.prefix(epoch)))
          #expect(abs(found - expected) <= 1e-13, "\(settings.text()) in epoch \(epoch)")
        }
      }
    }
    #expect(list.count == 8)
  }
}
