import Core
import NeuralNetworks
import Tensors
import Testing

@Suite("Where a network that only predicts keeps its tensors")
struct InferencePlacesTests {
  static let models = [
    Fixtures.tiny,
    #"{"model": {"architecture": "vgg-small"}}"#,
    #"{"model": {"architecture": "resnet-small"}}"#,
  ]

  static func engine(_ text: String, isTraining: Bool, threads: Int = 2) throws -> Engine {
    let recipe = try Fixtures.recipe(text)
    let graph = try Graph(
      model: recipe.model, input: Shape(channels: 1, height: 48, width: 48), classCount: 3)
    return try Engine(
      graph: graph, capacity: 32, slice: 4, isTraining: isTraining,
      pool: WorkerPool(threads: threads))
  }

  @Test("no step writes over a tensor that is still to be read", arguments: models)
  func keepsWhatIsNeeded(text: String) throws {
    let engine = try Self.engine(text, isTraining: false)
    let places = InferencePlaces(
      steps: engine.steps, tensors: engine.graph.shapes.count, output: engine.graph.output)
    var owner = [Int](repeating: -1, count: places.count)
    for step in engine.steps {
      for input in step.inputs where places.slots[input] >= 0 {
        #expect(owner[places.slots[input]] == input)
      }
      #expect(step.inputs.allSatisfy { places.slots[$0] != places.slots[step.output] })
      owner[places.slots[step.output]] = step.output
    }
    #expect(owner[places.slots[engine.graph.output]] == engine.graph.output)
  }

  @Test("a chain takes two slots, a residual network three, whatever their depth")
  func takesFew() throws {
    let counts = try Self.models.map { text in
      let engine = try Self.engine(text, isTraining: false)
      return InferencePlaces(
        steps: engine.steps, tensors: engine.graph.shapes.count, output: engine.graph.output
      ).count
    }
    #expect(counts[1] == 2)
    #expect(counts[2] == 3)
  }

  @Test("memory follows the workers, not the batch; training plans more")
  func planned() throws {
    let text = Self.models[1]
    let one = try Self.engine(text, isTraining: false, threads: 1).plannedBytes
    let two = try Self.engine(text, isTraining: false, threads: 2).plannedBytes
    let training = try Self.engine(text, isTraining: true, threads: 2).plannedBytes
    #expect(one < two && two < 2 * one)
    #expect(two * 4 < training)
  }

  @Test(
    "a product that normalizes its results gives the bits of two passes",
    arguments: [
      #"{"model": {"architecture": "mini-xception"}}"#,
      #"{"model": {"architecture": "resnet-small"}, "convolution": "direct"}"#,
      #"{"model": {"architecture": "vgg-small", "activation": "gelu"}, "convolution": "direct"}"#,
    ])
  func normalizesInPlace(text: String) throws {
    let recipe = try Fixtures.recipe(text)
    let graph = try Graph(
      model: recipe.model, input: Shape(channels: 1, height: 48, width: 48), classCount: 3)
    let both = try [true, false].map { isTraining in
      let engine = try Engine(
        graph: graph, capacity: 8, slice: 4, isTraining: isTraining,
        pool: WorkerPool(threads: 2), convolution: recipe.convolution)
      let (weights, running) = (
        FloatBuffer(engine.layout.trainedCount), FloatBuffer(engine.layout.runningCount)
      )
      var luck = LuckKey(seed: 4, purpose: "test").luck(for: 1, epoch: 0)
      for index in 0..<weights.count { weights.base[index] = luck.uniform(-0.1, 0.1) }
      for index in 0..<running.count { running.base[index] = luck.uniform(0.1, 0.5) }
      for index in 0..<engine.images.count { engine.images.base[index] = luck.uniform(-1, 1) }
      var probabilities = [Float](repeating: 0, count: 8 * 3)
      probabilities.withUnsafeMutableBufferPointer { buffer in
        var batch = BatchView(
          count: 8, weights: UnsafePointer(weights.base), running: UnsafePointer(running.base))
        batch.probabilities = buffer.baseAddress
        engine.infer(batch)
      }
      return (steps: engine.steps.count, bits: probabilities.map(\.bitPattern))
    }
    #expect(both[0].bits == both[1].bits)
    #expect(Set(both[0].bits).count > 3)
    // The activations that only a pass of its own has stay one.
    #expect(text.contains("gelu") || both[1].steps < both[0].steps)
  }

  @Test(
    "a network predicts what its trainer did, for any number of threads", arguments: [1, 2, 3, 4])
  func predictsTheSame(threads: Int) throws {
    let source = DrawnSource(count: 93)
    let trainer = try Trainer(
      recipe: Fixtures.recipe(Fixtures.tiny), seed: 3, classCount: 3, channels: 1, height: 12,
      width: 12, pool: WorkerPool(threads: 2))
    _ = try TrainingLoop(
      trainer: trainer, training: source, validation: Optional<DrawnSource>.none
    ).run()
    let file = try SafetensorsFile(bytes: trainer.bestModel(), path: "model.safetensors")
    let network = try Network(checkpoint: file, pool: WorkerPool(threads: threads))
    #expect(try network.predict(source) == trainer.predict(source))
  }
}
