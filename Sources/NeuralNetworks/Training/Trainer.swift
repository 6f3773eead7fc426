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

  /// The shape of the images that sources give; the network may see a part of it.
  let input: Shape
  package let graph: Graph
  package let engine: Engine
  let pool: WorkerPool
  package let weights: FloatBuffer
  package let running: FloatBuffer
  /// Velocity, or the two moments of Adam.
  package let moments: [FloatBuffer]
  /// The average of the weights and its own running statistics, when the recipe asks for one.
  package let average: (weights: FloatBuffer, running: FloatBuffer)?
  /// The best weights so far.
  package let best: (weights: FloatBuffer, running: FloatBuffer)
  /// The epoch of the best weights; 0 before there is one.
  public internal(set) var bestEpoch = 0
  /// Optimizer steps taken.
  var stepsDone = 0
  /// How far the epoch under way has come; nil at an epoch's end.
  public internal(set) var underWay: EpochUnderWay?

  let targets: FloatBuffer
  let shares: FloatBuffer
  let labels: PlainBuffer<Int32>
  let losses: PlainBuffer<Double>
  let hits: PlainBuffer<Bool>
  let probabilities: FloatBuffer
  let updates: [UpdateRange]
  /// The gradient of the batches of one step so far, where a step takes several.
  let accumulated: FloatBuffer?
  /// The sum of squares of each run of the gradient.
  let squares: PlainBuffer<Double>
  /// How the recipe mixes images.
  let mixing: BatchMixing?
  /// The images of this batch, before they are mixed, and of the next.
  var queue: ImageQueue

  /// A trainer with fresh weights.
  ///
  /// - Throws: `NetworkError` when the model does not fit the images or the classes.
  public init(
    recipe: Recipe, seed: UInt64, classCount: Int, channels: Int, height: Int, width: Int,
    pool: WorkerPool
  ) throws(NetworkError) {
    (self.recipe, self.seed, self.pool) = (recipe, seed, pool)
    input = Shape(channels: channels, height: height, width: width)
    graph = try Graph(
      model: recipe.model, input: recipe.networkInput(input), classCount: classCount)
    engine = try Engine(
      graph: graph, capacity: recipe.batch, slice: recipe.slice, isTraining: true, pool: pool,
      convolution: recipe.convolution)
    let layout = engine.layout
    weights = FloatBuffer(layout.trainedCount)
    running = FloatBuffer(layout.runningCount)
    moments = (0..<OptimizerStep.moments(recipe.optimizer)).map { _ in
      FloatBuffer(layout.trainedCount)
    }
    accumulated = recipe.accumulate > 1 ? FloatBuffer(layout.trainedCount) : nil
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
    squares = PlainBuffer(updates.count, repeating: 0)
    let shape = graph.shapes[0]
    mixing = BatchMixing(recipe: recipe, seed: seed, shape: shape.unflattened)
    queue = ImageQueue(
      first: mixing == nil ? engine.images : FloatBuffer(recipe.batch * shape.count))
  }

  /// The bytes of all memory that training works in, planned when the trainer is made.
  ///
  /// They do not depend on the number of rows.
  public var plannedBytes: Int {
    var floats = best.weights.count + best.running.count + weights.count + running.count
    floats += moments.reduce(0) { $0 + $1.count } + (accumulated?.count ?? 0)
    floats += average.map { $0.weights.count + $0.running.count } ?? 0
    floats += queue.next.count + (mixing == nil ? 0 : queue.present.count)
    floats += targets.count + probabilities.count
    return engine.plannedBytes + floats * 4
  }

  /// The weights that are the result of the last epoch: the average where there is one.
  package var current: (weights: FloatBuffer, running: FloatBuffer) {
    average ?? (weights, running)
  }

  func check(_ source: some SampleSource, least: Int, what: String) throws(NetworkError) {
    guard source.shape == input, source.classCount == graph.classCount else {
      throw .dataMismatch(
        expected: "\(input) and \(graph.classCount) classes",
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
