public import Core
public import Tensors

/// A trained network that predicts.
///
/// The probabilities of an image depend on the file and the image alone: not on the number of threads, nor on
/// the other images.
public final class Network {
  /// The recipe it was trained by.
  public let recipe: Recipe
  /// The shape of the images it takes; where the recipe crops, the network itself sees less.
  public let input: Shape
  /// The classes it knows.
  public let classCount: Int
  /// All metadata of the file, the caller's included.
  public let metadata: [String: String]
  /// The layers.
  public var summary: ModelSummary { ModelSummary(engine.graph) }

  private let engine: Engine
  private let pool: WorkerPool
  private let weights: FloatBuffer
  private let running: FloatBuffer

  /// Images run at a time.
  private static let capacity = 64

  /// Loads a model file, or the best weights of a training checkpoint.
  ///
  /// - Throws: `NetworkError` when the file is something else or damaged.
  public init(checkpoint file: SafetensorsFile, pool: WorkerPool) throws(NetworkError) {
    let header = try CheckpointHeader(file)
    (recipe, input, classCount) = (header.recipe, header.input, header.classCount)
    (metadata, self.pool) = (header.metadata, pool)
    let graph = try Graph(
      model: recipe.model, input: recipe.networkInput(input), classCount: classCount)
    engine = try Engine(
      graph: graph, capacity: Self.capacity, slice: 16, isTraining: false, pool: pool,
      convolution: recipe.convolution)
    weights = FloatBuffer(engine.layout.trainedCount)
    running = FloatBuffer(engine.layout.runningCount)
    let prefix = header.kind == Checkpoint.trainingKind ? "best." : ""
    try Checkpoint.load(engine.layout.trained, into: weights, from: file, prefix: prefix)
    try Checkpoint.load(engine.layout.running, into: running, from: file, prefix: prefix)
  }

  /// The probabilities of every class for every row, [N×K] row by row.
  ///
  /// - Throws: `NetworkError` when the set is empty or its images are not of the network's shape.
  public func predict(_ source: some SampleSource) throws(NetworkError) -> [Float] {
    guard source.shape == input, source.classCount == classCount else {
      throw .dataMismatch(
        expected: "\(input) and \(classCount) classes",
        found: "\(source.shape) and \(source.classCount) classes")
    }
    guard source.count > 0 else { throw .noSamples(what: "the set to predict") }
    return Predictor(engine: engine, pool: pool, input: input, testTime: recipe.testTime)
      .probabilities(of: source, weights: weights, running: running)
  }
}
