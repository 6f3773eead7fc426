internal import CKernels
public import Core

/// Trains one network: its weights, its running statistics, its optimizer's memory.
///
/// Use it from one thread at a time; the work inside is spread over the pool. The result does not depend on
/// the number of threads. `TrainingLoop` drives it through the epochs.
public final class Trainer {
  /// The recipe.
  public let recipe: Recipe
  /// What order, weights and dropout are drawn from.
  public let seed: UInt64
  /// Epochs finished.
  public internal(set) var epochsDone = 0
  /// One record an epoch.
  public internal(set) var history: [EpochRecord] = []
  /// The shape of an image and the layers.
  public var summary: ModelSummary { ModelSummary(graph) }

  package let graph: Graph
  package let engine: Engine
  let pool: WorkerPool
  package let weights: FloatBuffer
  package let running: FloatBuffer
  /// Velocity, or the two moments of AdamW.
  package let moments: [FloatBuffer]
  /// The average of the weights and its own running statistics, when the recipe asks for one.
  package let average: (weights: FloatBuffer, running: FloatBuffer)?
  /// The best weights so far.
  package let best: (weights: FloatBuffer, running: FloatBuffer)
  /// The epoch of the best weights; 0 before there is one.
  public internal(set) var bestEpoch = 0
  /// Optimizer steps taken.
  var stepsDone = 0

  let targets: FloatBuffer
  let shares: FloatBuffer
  let labels: PlainBuffer<Int32>
  let losses: PlainBuffer<Double>
  let hits: PlainBuffer<Bool>
  let probabilities: FloatBuffer
  let updates: [UpdateRange]
  /// Where the recipe mixes images: how, and the batch before it is mixed.
  let mixing: (mixing: BatchMixing, unmixed: FloatBuffer)?

  /// A trainer with fresh weights.
  ///
  /// - Throws: `NetworkError` when the model does not fit the images or the classes.
  public init(
    recipe: Recipe, seed: UInt64, classCount: Int, channels: Int, height: Int, width: Int,
    pool: WorkerPool
  ) throws(NetworkError) {
    (self.recipe, self.seed, self.pool) = (recipe, seed, pool)
    graph = try Graph(
      model: recipe.model, input: Shape(channels: channels, height: height, width: width),
      classCount: classCount)
    engine = try Engine(
      graph: graph, capacity: recipe.batch, slice: recipe.slice, isTraining: true, pool: pool,
      convolution: recipe.convolution)
    let layout = engine.layout
    weights = FloatBuffer(layout.trainedCount)
    running = FloatBuffer(layout.runningCount)
    moments = (0..<(recipe.optimizer.rule == .adamw ? 2 : 1)).map { _ in
      FloatBuffer(layout.trainedCount)
    }
    WeightInitialization.fill(
      graph, layout, seed: seed, trained: weights.base, running: running.base)
    if recipe.emaDecay == nil {
      average = nil
    } else {
      average = (FloatBuffer(layout.trainedCount), FloatBuffer(layout.runningCount))
      average?.weights.copy(from: weights)
      average?.running.copy(from: running)
    }
    best = (FloatBuffer(layout.trainedCount), FloatBuffer(layout.runningCount))
    best.weights.copy(from: weights)
    best.running.copy(from: running)
    targets = FloatBuffer(recipe.batch * classCount)
    shares = FloatBuffer(recipe.batch)
    labels = PlainBuffer(recipe.batch, repeating: 0)
    losses = PlainBuffer(recipe.batch, repeating: 0)
    hits = PlainBuffer(recipe.batch, repeating: false)
    probabilities = FloatBuffer(recipe.batch * classCount)
    updates = UpdateRange.all(of: layout)
    let shape = graph.shapes[0]
    mixing = BatchMixing(recipe: recipe, seed: seed, shape: shape.unflattened).map {
      ($0, FloatBuffer(recipe.batch * shape.count))
    }
  }

  /// The weights that are the result of the last epoch: the average where there is one.
  package var current: (weights: FloatBuffer, running: FloatBuffer) {
    average ?? (weights, running)
  }

  func check(_ source: some SampleSource, least: Int, what: String) throws(NetworkError) {
    guard source.shape == graph.shapes[0].unflattened, source.classCount == graph.classCount else {
      throw .dataMismatch(
        expected: "\(graph.shapes[0].unflattened) and \(graph.classCount) classes",
        found: "\(source.shape) and \(source.classCount) classes")
    }
    guard source.count >= least else { throw .noSamples(what: what) }
    if case .balancedClasses(let length) = source.sampling, length < least {
      throw .noSamples(what: what)
    }
    for row in 0..<source.count {
      let label = source.label(at: row)
      guard (0..<graph.classCount).contains(label) else {
        throw .labelOutOfRange(row: row, label: label, classes: graph.classCount)
      }
      let weight = source.weight(at: row)
      guard weight >= 0, weight.isFinite else { throw .badWeight(row: row) }
    }
  }
}

extension Shape {
  var unflattened: Shape { Shape(channels: channels, height: height, width: width) }
}
