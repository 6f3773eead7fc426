/// What an ONNX file may hold at most.
struct ONNXLimits: Sendable {
  /// Bytes of the file.
  var bytes = 1 << 29
  /// Elements of one tensor.
  var elements = 1 << 27
  /// Nodes, initializers, inputs or outputs of the graph.
  var nodes = 20_000
}

/// An ONNX model as its file describes it: nodes in order, constants, inputs and outputs.
///
/// Read strictly: what would change the meaning and is not known here is an error, never skipped. Comments,
/// names for people, and the shapes that an exporter noted beside inner values are not looked at.
public struct ONNXModel: Sendable {
  /// An input or output of the graph.
  public struct Port: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Its dimensions as the file notes them; nil where they are named, or none are noted.
    public let dimensions: [Int?]
  }

  /// The version of the operators.
  public let version: Int
  /// The nodes in the order of the file.
  public let nodes: [ONNXNode]
  /// The constants by name.
  public let constants: [String: ONNXTensor]
  /// The inputs that are not constants.
  public let inputs: [Port]
  /// The outputs in order.
  public let outputs: [Port]

  /// The versions of the operators that are known here.
  public static let versions = 11...22

  /// Reads a file's bytes.
  ///
  /// - Throws: ``ONNXError`` for bytes that are not such a file, or hold what is not known here.
  public init(bytes: [UInt8]) throws(ONNXError) {
    try self.init(bytes: bytes, limits: ONNXLimits())
  }

  init(bytes: [UInt8], limits: ONNXLimits) throws(ONNXError) {
    guard bytes.count <= limits.bytes else {
      throw .tooLarge(what: "the bytes of the model", count: bytes.count, limit: limits.bytes)
    }
    var reader = WireReader(bytes)
    var graph: WireReader?
    var version: Int?
    while let (field, value) = try reader.next() {
      switch field {
      case 7:
        guard graph == nil else { throw reader.damaged("there are two graphs") }
        graph = try value.part(reader)
      case 8:
        let (domain, number) = try Self.operatorSet(try value.part(reader))
        if domain.isEmpty || domain == "ai.onnx" { version = number }
      case 20: throw .unsupportedUse(node: "model", reason: "has training steps")
      case 25: throw .unsupportedUse(node: "model", reason: "defines functions")
      default: break  // who made it, and notes
      }
    }
    guard let version else { throw .missing(what: "operator version") }
    guard Self.versions.contains(version) else {
      throw .unsupportedVersion(found: version, known: Self.versions)
    }
    guard let graph else { throw .missing(what: "graph") }
    self.version = version
    (nodes, constants, inputs, outputs) = try Self.graph(graph, limits: limits)
  }

  private static func operatorSet(_ message: WireReader) throws(ONNXError) -> (String, Int) {
    var reader = message
    var (domain, version): (String, Int64) = ("", 0)
    while let (field, value) = try reader.next() {
      switch field {
      case 1: domain = try value.text(reader)
      case 2: version = try value.integer(reader)
      default: break
      }
    }
    return (domain, Int(version))
  }
}

extension ONNXModel {
  private typealias Parts = ([ONNXNode], [String: ONNXTensor], [Port], [Port])

  private static func graph(
    _ message: WireReader, limits: ONNXLimits
  ) throws(ONNXError) -> Parts {
    var reader = message
    var nodes: [ONNXNode] = []
    var constants: [String: ONNXTensor] = [:]
    var (inputs, outputs): ([Port], [Port]) = ([], [])
    while let (field, value) = try reader.next() {
      switch field {
      case 1: nodes.append(try ONNXNode(try value.part(reader), limits: limits))
      case 5:
        let tensor = try ONNXTensor(try value.part(reader), limits: limits)
        guard constants.updateValue(tensor, forKey: tensor.name) == nil else {
          throw .duplicateValue(tensor.name)
        }
      case 11: inputs.append(try port(try value.part(reader)))
      case 12: outputs.append(try port(try value.part(reader)))
      case 15: throw .unsupportedUse(node: "graph", reason: "has sparse tensors")
      default: break
      }
      let most = max(nodes.count, constants.count, inputs.count, outputs.count)
      guard most <= limits.nodes else {
        throw .tooLarge(what: "the parts of the graph", count: most, limit: limits.nodes)
      }
    }
    // Older exporters list the constants as inputs, too.
    inputs.removeAll { constants[$0.name] != nil }
    return (nodes, constants, inputs, outputs)
  }

  /// Reads a ValueInfoProto: name, and type → tensor type → shape.
  private static func port(_ message: WireReader) throws(ONNXError) -> Port {
    var reader = message
    var name = ""
    var dimensions: [Int?] = []
    while let (field, value) = try reader.next() {
      switch field {
      case 1: name = try value.text(reader)
      case 2:
        guard let tensor = try inner(try value.part(reader), 1) else {
          throw .unsupportedTensor(tensor: name, reason: "is not a tensor")
        }
        guard let shape = try inner(tensor, 2) else { break }
        var list = shape
        while let (field, value) = try list.next() {
          guard field == 1 else { continue }
          guard dimensions.count < ONNXTensor.maximumRank else {
            throw .tooLarge(
              what: "the dimensions of '\(name)'", count: dimensions.count + 1,
              limit: ONNXTensor.maximumRank)
          }
          dimensions.append(try dimension(try value.part(list)))
        }
      default: break
      }
    }
    return Port(name: name, dimensions: dimensions)
  }

  private static func inner(_ message: WireReader, _ wanted: Int) throws(ONNXError) -> WireReader? {
    var reader = message
    var found: WireReader?
    while let (field, value) = try reader.next() {
      if field == wanted { found = try value.part(reader) }
    }
    return found
  }

  private static func dimension(_ message: WireReader) throws(ONNXError) -> Int? {
    var reader = message
    var found: Int?
    while let (field, value) = try reader.next() {
      if field == 1 { found = Int(try value.integer(reader)) }
    }
    return found
  }
}
