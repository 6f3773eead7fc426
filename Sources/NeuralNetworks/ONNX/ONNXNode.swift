/// One operation of an ONNX graph.
public struct ONNXNode: Hashable, Sendable {
  /// The value of an attribute.
  enum Attribute: Hashable, Sendable {
    case float(Float)
    case integer(Int64)
    case text(String)
    case tensor(ONNXTensor)
    case floats([Float])
    case integers([Int64])
  }

  /// The node's name, or that of its first output when it has none.
  public let name: String
  /// The operator.
  public let operation: String
  /// The values it reads; an empty name means that an optional one is not given.
  public let inputs: [String]
  /// The values it defines.
  public let outputs: [String]
  let attributes: [String: Attribute]

  /// Reads a NodeProto.
  init(_ message: WireReader, limits: ONNXLimits) throws(ONNXError) {
    var reader = message
    var (name, operation, domain) = ("", "", "")
    var (inputs, outputs): ([String], [String]) = ([], [])
    var attributes: [String: Attribute] = [:]
    while let (field, value) = try reader.next() {
      switch field {
      case 1: inputs.append(try value.text(reader))
      case 2: outputs.append(try value.text(reader))
      case 3: name = try value.text(reader)
      case 4: operation = try value.text(reader)
      case 5:
        let (key, attribute) = try Self.attribute(try value.part(reader), limits: limits)
        guard attributes.updateValue(attribute, forKey: key) == nil else {
          throw reader.damaged("the attribute '\(key)' is given twice")
        }
      case 7: domain = try value.text(reader)
      default: break  // comments and names for people
      }
    }
    self.name = name.isEmpty ? outputs.first ?? "?" : name
    (self.operation, self.inputs, self.outputs) = (operation, inputs, outputs)
    self.attributes = attributes
    guard domain.isEmpty || domain == "ai.onnx" else {
      throw .unsupportedOperator(node: self.name, name: "\(domain).\(operation)")
    }
  }

  private static func attribute(
    _ message: WireReader, limits: ONNXLimits
  ) throws(ONNXError) -> (String, Attribute) {
    var reader = message
    var (name, type): (String, Int64) = ("", 0)
    var (float, integer, text): (Float, Int64, String) = (0, 0, "")
    var tensor: ONNXTensor?
    var (floats, integers): ([Float], [Int64]) = ([], [])
    while let (field, value) = try reader.next() {
      switch field {
      case 1: name = try value.text(reader)
      case 2:
        guard case .fixed32(let bits) = value else { throw reader.damaged("expected a float") }
        float = Float(bitPattern: bits)
      case 3: integer = try value.integer(reader)
      case 4: text = try value.text(reader)
      case 5: tensor = try ONNXTensor(try value.part(reader), limits: limits)
      case 7: try value.append(to: &floats, reader)
      case 8: try value.append(to: &integers, reader)
      case 20: type = try value.integer(reader)
      default: break
      }
    }
    switch type {
    case 1: return (name, .float(float))
    case 2: return (name, .integer(integer))
    case 3: return (name, .text(text))
    case 4:
      guard let tensor else { throw reader.damaged("the attribute '\(name)' has no tensor") }
      return (name, .tensor(tensor))
    case 6: return (name, .floats(floats))
    case 7: return (name, .integers(integers))
    default: throw reader.damaged("the attribute '\(name)' has the unknown type \(type)")
    }
  }
}

extension ONNXNode {
  func unsupported(_ reason: String) -> ONNXError { .unsupportedUse(node: name, reason: reason) }

  /// Refuses attributes that are not in the list, since they would change the meaning.
  func allow(_ names: String...) throws(ONNXError) {
    let unknown = attributes.keys.filter { !names.contains($0) }.min()
    if let unknown { throw unsupported("has the attribute '\(unknown)'") }
  }

  func integer(_ name: String, or standard: Int) throws(ONNXError) -> Int {
    guard let attribute = attributes[name] else { return standard }
    guard case .integer(let value) = attribute else { throw kind(name, "a whole number") }
    return Int(value)
  }

  func float(_ name: String, or standard: Float) throws(ONNXError) -> Float {
    guard let attribute = attributes[name] else { return standard }
    guard case .float(let value) = attribute else { throw kind(name, "a float") }
    return value
  }

  func text(_ name: String, or standard: String) throws(ONNXError) -> String {
    guard let attribute = attributes[name] else { return standard }
    guard case .text(let value) = attribute else { throw kind(name, "a text") }
    return value
  }

  func integers(_ name: String, or standard: [Int]) throws(ONNXError) -> [Int] {
    guard let attribute = attributes[name] else { return standard }
    guard case .integers(let values) = attribute else { throw kind(name, "a list") }
    return values.map { Int($0) }
  }

  /// Refuses an attribute whose value would change the meaning.
  func require(_ name: String, _ expected: Int) throws(ONNXError) {
    let found = try integer(name, or: expected)
    if found != expected { throw unsupported("has \(name) \(found)") }
  }

  private func kind(_ name: String, _ expected: String) -> ONNXError {
    .unsupportedUse(node: self.name, reason: "has an attribute '\(name)' that is not \(expected)")
  }
}
