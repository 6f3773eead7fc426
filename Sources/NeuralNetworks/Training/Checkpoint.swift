internal import Core
internal import Tensors

/// How trainers and networks are written to safetensors files.
///
/// Tensors are F32 in PyTorch's order and bear PyTorch's names: "blocks.0.weight", "blocks.1.running_mean".
/// A training checkpoint has those of the present weights and, each under a prefix, the best weights so far
/// ("best."), the optimizer's memory ("optimizer.0.", "optimizer.1.") and the averaged weights ("average.").
/// A model file has the best weights alone. Metadata: `kind`, `recipe`, `seed`, `input`, `classCount`,
/// `epochsDone`, `stepsDone`, `bestEpoch`, `history`, inside of an epoch `underWay`, and what the caller adds.
enum Checkpoint {
  static let formatKey = "format"
  static let format = "fer-data network 1"
  static let underWayKey = "underWay"
  static let trainingKind = "training"
  static let modelKind = "model"

  /// The keys that callers may not use.
  static let reservedKeys: Set<String> = [
    formatKey, "kind", "recipe", "seed", "input", "classCount", "epochsDone", "stepsDone",
    "bestEpoch", "history", underWayKey,
  ]

  static func tensors(
    _ list: [ParameterTensor], _ buffer: FloatBuffer, prefix: String = ""
  ) -> [NamedTensor] {
    list.map { tensor in
      NamedTensor(
        name: prefix + tensor.name, shape: tensor.shape, floats: tensor.read(buffer.base))
    }
  }

  static func load(
    _ list: [ParameterTensor], into buffer: FloatBuffer, from file: SafetensorsFile,
    prefix: String = ""
  ) throws(NetworkError) {
    for tensor in list {
      do {
        let slice = try file.tensor(prefix + tensor.name)
        guard slice.shape == tensor.shape else {
          throw NetworkError.checkpointMismatch(
            what: "shape of \(prefix + tensor.name)", expected: "\(tensor.shape)",
            found: "\(slice.shape)")
        }
        tensor.write(try file.floats(of: prefix + tensor.name), to: buffer.base)
      } catch let error as TensorError {
        throw .checkpoint(reason: error.description)
      } catch let error as NetworkError {
        throw error
      } catch {
        throw .checkpoint(reason: "\(prefix + tensor.name) cannot be read")
      }
    }
  }

  static func encode(
    _ tensors: [NamedTensor], kind: String, own: [String: String], added: [String: String]
  ) throws(NetworkError) -> [UInt8] {
    if let key = added.keys.sorted().first(where: { reservedKeys.contains($0) }) {
      throw .checkpoint(reason: "the metadata key '\(key)' is reserved; choose another")
    }
    var metadata = own.merging(added) { first, _ in first }
    metadata[formatKey] = format
    metadata["kind"] = kind
    do throws(TensorError) {
      return try SafetensorsWriter.data(tensors, metadata: metadata)
    } catch {
      throw .checkpoint(reason: error.description)
    }
  }
}

/// What the metadata of a checkpoint says about its network.
struct CheckpointHeader {
  let kind: String
  let recipe: Recipe
  let input: Shape
  let classCount: Int
  let metadata: [String: String]

  init(_ file: SafetensorsFile) throws(NetworkError) {
    metadata = file.metadata
    guard metadata[Checkpoint.formatKey] == Checkpoint.format else {
      throw .checkpoint(reason: "\(file.path) is not a network written by this program")
    }
    kind = metadata["kind"] ?? ""
    recipe = try Self.recipe(metadata["recipe"] ?? "", file.path)
    let sides = (metadata["input"] ?? "").split(separator: ",").compactMap { Int($0) }
    guard sides.count == 3, sides.allSatisfy({ (1...16_384).contains($0) }),
      let classes = Int(metadata["classCount"] ?? ""), (1...65_536).contains(classes)
    else { throw .checkpoint(reason: "\(file.path) does not say what its network takes and gives") }
    input = Shape(channels: sides[0], height: sides[1], width: sides[2])
    classCount = classes
  }

  private static func recipe(_ text: String, _ path: String) throws(NetworkError) -> Recipe {
    do {
      return try Recipe(settings: SettingsNode(json: JSON(parsing: text), file: path))
    } catch let error as SettingsError {
      throw .checkpoint(reason: "its recipe is damaged: \(error.description)")
    } catch let error as JSONError {
      throw .checkpoint(reason: "its recipe is damaged: \(error.description)")
    } catch {
      throw .checkpoint(reason: "its recipe is damaged")
    }
  }

  /// A number from the metadata.
  func number<Value: FixedWidthInteger>(_ key: String) throws(NetworkError) -> Value {
    guard let value = Value(metadata[key] ?? "") else {
      throw .checkpoint(reason: "its '\(key)' is missing or not a number")
    }
    return value
  }
}
