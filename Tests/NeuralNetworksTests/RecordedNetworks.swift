import Core
import NeuralNetworks
import Tensors
import Testing

/// What `Tests/Recorded/networks.py` recorded of PyTorch.
struct RecordedNetworks: Sendable {
  /// One network and everything recorded of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// The recipe's model.
    let model: JSON
    /// Channels, rows and columns of an image.
    let shape: [Int]
    /// The place of the block whose output is recorded.
    let layer: Int?
    /// The optimizer's settings, where whole steps are recorded.
    let optimizer: JSON?
    /// PyTorch's own float32 error on these inputs, max|a − b| / max|b|, by tensor.
    let errors: [String: Double]
    /// The largest of PyTorch's float32 errors on eight draws of inputs and weights, by tensor.
    let largest: [String: Double]
    /// The values in float64, by tensor.
    let values: [String: [Double]]
    /// The trained parameters at the start, by PyTorch's names.
    let weights: [String: [Float]]
    /// Images [N][C][H][W].
    let images: [Float]
    /// The weights of the images in the loss.
    let shares: [Float]
    /// Distributions over the classes [N][K]; empty where labels are recorded.
    let targets: [Float]
    /// Classes; empty where targets are recorded.
    let labels: [Int64]
    var testDescription: String { name }

    /// The case's network in the arithmetic of the reference.
    func reference() throws -> ReferenceNetwork<Double> {
      let recipe = try Fixtures.recipe(JSON.object(["model": model]).text())
      let graph = try Graph(
        model: recipe.model, input: Shape(channels: shape[0], height: shape[1], width: shape[2]),
        classCount: 3)
      return ReferenceNetwork(
        graph: graph, parameters: weights.mapValues { $0.map(Double.init) })
    }

    /// A trainer that starts from the recorded weights; `settings` are further keys of its recipe.
    func trainer(_ settings: [String: JSON], threads: Int = 2) throws -> Trainer {
      var members = settings
      members["model"] = model
      members["batch"] = .integer(shares.count)
      members["slice"] = 3
      let trainer = try Trainer(
        recipe: Fixtures.recipe(JSON.object(members).text()), seed: 1, classCount: 3,
        channels: shape[0], height: shape[1], width: shape[2], pool: WorkerPool(threads: threads))
      for tensor in trainer.engine.layout.trained {
        tensor.write(weights[tensor.name] ?? [], to: trainer.weights.base)
      }
      return trainer
    }
  }

  let passes: [Case]
  let steps: [Case]

  /// The recording; empty, which a test notices, where the file cannot be read.
  static let all: RecordedNetworks = (try? RecordedNetworks()) ?? RecordedNetworks(empty: ())

  private init(empty: Void) { (passes, steps) = ([], []) }

  init() throws {
    let file = try SafetensorsFile(path: "Tests/Recorded/networks.safetensors")
    let list = try JSON(parsing: file.metadata["cases"] ?? "[]").arrayValue ?? []
    let cases = try list.map { try Self.read($0, file) }
    passes = cases.filter { $0.optimizer == nil }
    steps = cases.filter { $0.optimizer != nil }
  }

  private static func read(_ json: JSON, _ file: SafetensorsFile) throws -> Case {
    let name = json["name"]?.stringValue ?? ""
    var values: [String: [Double]] = [:]
    var weights: [String: [Float]] = [:]
    for tensor in file.tensors where tensor.name.hasPrefix("\(name)/") {
      let part = String(tensor.name.dropFirst(name.count + 1))
      if part.hasPrefix("weights/") {
        weights[String(part.dropFirst("weights/".count))] = try file.floats(of: tensor.name)
      } else if tensor.type == .f64 {
        values[part] = try file.doubles(of: tensor.name)
      }
    }
    func floats(_ part: String) throws -> [Float] {
      file.tensor(named: "\(name)/\(part)") == nil ? [] : try file.floats(of: "\(name)/\(part)")
    }
    let labels = "\(name)/labels"
    return Case(
      name: name, model: ["blocks": json["blocks"] ?? .null],
      shape: (json["shape"]?.arrayValue ?? []).compactMap(\.intValue),
      layer: json["layer"]?.intValue, optimizer: json["optimizer"],
      errors: (json["errors"]?.objectValue ?? [:]).compactMapValues(\.doubleValue),
      largest: (json["largest"]?.objectValue ?? [:]).compactMapValues(\.doubleValue),
      values: values, weights: weights, images: try floats("images"),
      shares: try floats("shares"), targets: try floats("targets"),
      labels: file.tensor(named: labels) == nil ? [] : try file.integers(of: labels))
  }

  /// max|a − b| / max|b|; how far apart two arrays are beside the larger values of the true one.
  static func error(_ found: [Double], _ expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    let size = expected.reduce(0) { max($0, abs($1)) }
    let worst = zip(found, expected).reduce(0.0) { most, pair in
      let distance = abs(pair.0 - pair.1)
      return distance.isNaN ? .infinity : max(most, distance)
    }
    return worst == 0 ? 0 : worst / size
  }
}

/// The images of a recorded case, every row the same in every epoch.
struct RecordedImages: SampleSource {
  let record: RecordedNetworks.Case
  var count: Int { record.shares.count }
  var classCount: Int { 3 }
  var channels: Int { record.shape[0] }
  var height: Int { record.shape[1] }
  var width: Int { record.shape[2] }
  func label(at row: Int) -> Int { Int(record.labels[row]) }
  func weight(at row: Int) -> Float { record.shares[row] }
  func key(at row: Int) -> SampleKey { SampleKey(Digest.sha256(of: "\(row)")) }
  func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    for index in image.indices { image[index] = record.images[row * image.count + index] }
  }
}
