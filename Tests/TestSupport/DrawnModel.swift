import Core

/// An ONNX model written by the tests: encoded for the reader, and run plainly by the reference.
package struct DrawnModel {
  package enum Attribute {
    case integer(Int)
    case integers([Int])
    case float(Float)
    case text(String)
  }

  package struct Tensor {
    package var dimensions: [Int]
    package var floats: [Float] = []
    package var integers: [Int64] = []
    /// Whether the elements go into `raw_data` instead of the typed field.
    package var isRaw = true

    package init(
      dimensions: [Int], floats: [Float] = [], integers: [Int64] = [], isRaw: Bool = true
    ) {
      (self.dimensions, self.floats) = (dimensions, floats)
      (self.integers, self.isRaw) = (integers, isRaw)
    }
  }

  package struct Node {
    package var operation: String
    package var inputs: [String]
    package var output: String
    package var attributes: [String: Attribute] = [:]
  }

  package var version = 13
  package var input: [Int] = [1, 3, 640, 640]
  package var nodes: [Node] = []
  package var constants: [String: Tensor] = [:]
  package var outputs: [String] = []
  private var luck = LuckKey(seed: 7, purpose: "drawn model").luck(for: 1, epoch: 0)

  package init(channels: Int = 3) { input[1] = channels }

  /// Adds a node and returns the name of its output, `name` if given.
  @discardableResult
  package mutating func add(
    _ operation: String, _ inputs: String..., attributes: [String: Attribute] = [:],
    named name: String? = nil
  ) -> String {
    let output = name ?? "v\(nodes.count)"
    nodes.append(
      Node(operation: operation, inputs: inputs, output: output, attributes: attributes))
    return output
  }

  /// Adds a constant of drawn floats and returns its name.
  package mutating func constant(_ dimensions: [Int], from low: Float = -1, to high: Float = 1)
    -> String
  {
    let name = "c\(constants.count)"
    let floats = (0..<dimensions.reduce(1, *)).map { _ in luck.uniform(low, high) }
    constants[name] = Tensor(
      dimensions: dimensions, floats: floats, isRaw: constants.count % 2 == 0)
    return name
  }

  package mutating func integers(_ values: [Int64]) -> String {
    let name = "c\(constants.count)"
    constants[name] = Tensor(
      dimensions: [values.count], integers: values, isRaw: constants.count % 2 == 0)
    return name
  }

  /// A convolution as exporters write it.
  @discardableResult
  package mutating func convolve(
    _ input: String, from channels: Int, to filters: Int, kernel: Int = 1, stride: Int = 1,
    padding: Int = 0, group: Int = 1
  ) -> String {
    let scale = 1 / Float(channels / group * kernel * kernel).squareRoot()
    let weights = constant(
      [filters, channels / group, kernel, kernel], from: -scale, to: scale)
    let bias = constant([filters])
    return add(
      "Conv", input, weights, bias,
      attributes: [
        "group": .integer(group), "kernel_shape": .integers([kernel, kernel]),
        "strides": .integers([stride, stride]), "dilations": .integers([1, 1]),
        "pads": .integers([padding, padding, padding, padding]),
      ])
  }

  /// A pooling of square windows.
  package mutating func pool(_ operation: String, _ input: String, _ size: Int, stride: Int)
    -> String
  {
    add(
      operation, input,
      attributes: [
        "kernel_shape": .integers([size, size]), "strides": .integers([stride, stride]),
      ])
  }

  package mutating func upsample(_ input: String) -> String {
    constants["scales"] = Tensor(dimensions: [4], floats: [1, 1, 2, 2])
    return add(
      "Resize", input, "", "scales",
      attributes: [
        "mode": .text("nearest"), "coordinate_transformation_mode": .text("asymmetric"),
        "nearest_mode": .text("floor"),
      ])
  }
}

extension DrawnModel {
  /// The bytes of an ONNX file.
  package var bytes: [UInt8] {
    var graph: [UInt8] = []
    for node in nodes {
      var message: [UInt8] = []
      for name in node.inputs { message += Wire.part(1, Array(name.utf8)) }
      message += Wire.part(2, Array(node.output.utf8)) + Wire.part(4, Array(node.operation.utf8))
      for (name, value) in node.attributes.sorted(by: { $0.key < $1.key }) {
        message += Wire.part(5, Wire.part(1, Array(name.utf8)) + Self.attribute(value))
      }
      graph += Wire.part(1, message)
    }
    for (name, tensor) in constants.sorted(by: { $0.key < $1.key }) {
      graph += Wire.part(5, Self.tensor(name, tensor))
    }
    graph += Wire.part(11, Self.port("input", input))
    for name in outputs { graph += Wire.part(12, Self.port(name, [])) }
    return Wire.number(1, 7) + Wire.part(7, graph) + Wire.part(8, Wire.number(2, UInt64(version)))
  }

  private static func attribute(_ value: Attribute) -> [UInt8] {
    switch value {
    case .integer(let value): Wire.number(3, UInt64(value)) + Wire.number(20, 2)
    case .integers(let values):
      values.flatMap { Wire.number(8, UInt64($0)) } + Wire.number(20, 7)
    case .float(let value): Wire.float(2, value) + Wire.number(20, 1)
    case .text(let value): Wire.part(4, Array(value.utf8)) + Wire.number(20, 3)
    }
  }

  package static func tensor(_ name: String, _ tensor: Tensor) -> [UInt8] {
    var message = tensor.dimensions.flatMap { Wire.number(1, UInt64($0)) }
    let isFloat = tensor.integers.isEmpty
    message += Wire.number(2, isFloat ? 1 : 7) + Wire.part(8, Array(name.utf8))
    if tensor.isRaw {
      let raw =
        isFloat
        ? tensor.floats.flatMap { Wire.little($0.bitPattern) }
        : tensor.integers.flatMap { Wire.little($0) }
      return message + Wire.part(9, raw)
    }
    return message
      + (isFloat
        ? Wire.part(4, tensor.floats.flatMap { Wire.little($0.bitPattern) })
        : Wire.part(7, tensor.integers.flatMap { Wire.varint(UInt64(bitPattern: $0)) }))
  }

  private static func port(_ name: String, _ dimensions: [Int]) -> [UInt8] {
    let shape = dimensions.flatMap { Wire.part(1, Wire.number(1, UInt64($0))) }
    let type = Wire.part(1, Wire.number(1, 1) + Wire.part(2, shape))
    return Wire.part(1, Array(name.utf8)) + Wire.part(2, type)
  }
}

/// Protobuf's wire format, written.
enum Wire {
  static func varint(_ value: UInt64) -> [UInt8] {
    var (value, bytes): (UInt64, [UInt8]) = (value, [])
    while value >= 128 {
      bytes.append(UInt8(value & 127) | 128)
      value >>= 7
    }
    return bytes + [UInt8(value)]
  }

  static func number(_ field: UInt64, _ value: UInt64) -> [UInt8] {
    varint(field << 3) + varint(value)
  }

  static func part(_ field: UInt64, _ bytes: [UInt8]) -> [UInt8] {
    varint(field << 3 | 2) + varint(UInt64(bytes.count)) + bytes
  }

  static func float(_ field: UInt64, _ value: Float) -> [UInt8] {
    varint(field << 3 | 5) + little(value.bitPattern)
  }

  static func little(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
