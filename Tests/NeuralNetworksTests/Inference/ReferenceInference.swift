import Core
import TestSupport

/// Runs a drawn model the plain way: every operator by itself, loops, Double.
struct ReferenceInference {
  struct Value {
    var dimensions: [Int]
    var elements: [Double]
    /// The element at a place of [1, C, H, W]; 0 outside.
    func at(_ c: Int, _ y: Int, _ x: Int) -> Double {
      guard y >= 0, x >= 0, y < dimensions[2], x < dimensions[3] else { return 0 }
      return elements[(c * dimensions[2] + y) * dimensions[3] + x]
    }
  }

  let model: DrawnModel
  private var values: [String: Value] = [:]

  init(_ model: DrawnModel, input: Value) {
    self.model = model
    for (name, tensor) in model.constants {
      values[name] = Value(
        dimensions: tensor.dimensions,
        elements: tensor.integers.isEmpty
          ? tensor.floats.map { Double($0) } : tensor.integers.map { Double($0) })
    }
    values["input"] = input
    for node in model.nodes { values[node.output] = result(node) }
  }

  subscript(name: String) -> Value { values[name] ?? Value(dimensions: [], elements: []) }

  private func integers(_ node: DrawnModel.Node, _ name: String, or standard: [Int]) -> [Int] {
    switch node.attributes[name] {
    case .integers(let values): values
    case .integer(let value): [value]
    default: standard
    }
  }

  private func image(
    _ channels: Int, _ height: Int, _ width: Int, _ body: (Int, Int, Int) -> Double
  ) -> Value {
    var elements: [Double] = []
    for c in 0..<channels {
      for y in 0..<height { for x in 0..<width { elements.append(body(c, y, x)) } }
    }
    return Value(dimensions: [1, channels, height, width], elements: elements)
  }

  private func result(_ node: DrawnModel.Node) -> Value {
    let x = self[node.inputs[0]]
    let other = node.inputs.count > 1 ? self[node.inputs[1]] : x
    func each(_ body: (Double) -> Double) -> Value {
      Value(dimensions: x.dimensions, elements: x.elements.map(body))
    }
    func pair(_ body: (Double, Double) -> Double) -> Value {
      if other.elements.count == 1 { return each { body($0, other.elements[0]) } }
      if x.elements.count == 1 {
        return Value(
          dimensions: other.dimensions, elements: other.elements.map { body(x.elements[0], $0) })
      }
      return Value(
        dimensions: x.dimensions, elements: zip(x.elements, other.elements).map { body($0, $1) })
    }
    func sigmoid(_ x: Double) -> Double { 1 / (1 + Elementary.exp(-x)) }
    func softplus(_ x: Double) -> Double { max(x, 0) + Elementary.log(1 + Elementary.exp(-abs(x))) }
    switch node.operation {
    case "Conv": return convolution(node, x)
    case "Gemm": return linear(node, x)
    case "BatchNormalization":
      let p = node.inputs.dropFirst().map { self[$0].elements }
      return image(x.dimensions[1], x.dimensions[2], x.dimensions[3]) { c, row, column in
        (x.at(c, row, column) - p[2][c]) / (p[3][c] + 1e-5).squareRoot() * p[0][c] + p[1][c]
      }
    case "Relu": return each { max($0, 0) }
    case "LeakyRelu": return each { $0 > 0 ? $0 : 0.01 * $0 }
    case "Elu": return each { $0 > 0 ? $0 : Elementary.exp($0) - 1 }
    case "HardSwish": return each { $0 * min(max($0 / 6 + 0.5, 0), 1) }
    case "Gelu":
      return each {
        0.5 * $0 * (1 + Elementary.tanh(0.7978845608028654 * ($0 + 0.044715 * $0 * $0 * $0)))
      }
    case "Mish": return each { $0 * Elementary.tanh(softplus($0)) }
    case "Sigmoid": return each(sigmoid)
    case "Tanh": return each { Elementary.tanh($0) }
    case "Softplus": return each(softplus)
    case "Add": return pair { $0 + $1 }
    case "Mul": return pair { $0 * $1 }
    case "MaxPool": return pool(node, x) { $0.max() ?? 0 }
    case "AveragePool": return pool(node, x) { $0.reduce(0, +) / Double($0.count) }
    case "GlobalAveragePool":
      let pixels = x.dimensions[2] * x.dimensions[3]
      return image(x.dimensions[1], 1, 1) { c, _, _ in
        x.elements[c * pixels..<(c + 1) * pixels].reduce(0, +) / Double(pixels)
      }
    case "Resize":
      return image(x.dimensions[1], 2 * x.dimensions[2], 2 * x.dimensions[3]) {
        x.at($0, $1 / 2, $2 / 2)
      }
    case "Transpose":
      let d = x.dimensions
      var elements: [Double] = []
      for row in 0..<d[2] {
        for column in 0..<d[3] { for c in 0..<d[1] { elements.append(x.at(c, row, column)) } }
      }
      return Value(dimensions: [1, d[2], d[3], d[1]], elements: elements)
    case "Reshape":
      var dimensions = other.elements.map { Int($0) }
      for (index, value) in dimensions.enumerated() where value == 0 {
        dimensions[index] = x.dimensions[index]
      }
      let known = dimensions.filter { $0 > 0 }.reduce(1, *)
      return Value(
        dimensions: dimensions.map { $0 < 0 ? x.elements.count / known : $0 }, elements: x.elements)
    case "Flatten":
      return Value(dimensions: [1, x.elements.count], elements: x.elements)
    case "Softmax":
      let top = x.elements.max() ?? 0
      let powers = x.elements.map { Elementary.exp($0 - top) }
      let sum = powers.reduce(0, +)
      return Value(dimensions: x.dimensions, elements: powers.map { $0 / sum })
    default: return x
    }
  }

  private func convolution(_ node: DrawnModel.Node, _ x: Value) -> Value {
    let (weights, bias) = (self[node.inputs[1]], self[node.inputs[2]].elements)
    let (k, part, size) = (weights.dimensions[0], weights.dimensions[1], weights.dimensions[2])
    let stride = integers(node, "strides", or: [1, 1])[0]
    let padding = integers(node, "pads", or: [0, 0, 0, 0])[0]
    let group = integers(node, "group", or: [1])[0]
    let height = (x.dimensions[2] + 2 * padding - size) / stride + 1
    let width = (x.dimensions[3] + 2 * padding - size) / stride + 1
    return image(k, height, width) { filter, row, column in
      var sum = bias[filter]
      for c in 0..<part {
        for i in 0..<size {
          for j in 0..<size {
            let channel = filter / (k / group) * part + c
            let value = x.at(channel, row * stride + i - padding, column * stride + j - padding)
            sum += value * weights.elements[((filter * part + c) * size + i) * size + j]
          }
        }
      }
      return sum
    }
  }

  private func linear(_ node: DrawnModel.Node, _ x: Value) -> Value {
    let (weights, bias) = (self[node.inputs[1]], self[node.inputs[2]].elements)
    let isTransposed = integers(node, "transB", or: [0]) == [1]
    let inputs = x.elements.count
    let elements = bias.indices.map { k in
      (0..<inputs).reduce(bias[k]) { sum, c in
        sum + x.elements[c] * weights.elements[isTransposed ? k * inputs + c : c * bias.count + k]
      }
    }
    return Value(dimensions: [1, bias.count], elements: elements)
  }

  private func pool(
    _ node: DrawnModel.Node, _ x: Value, _ body: ([Double]) -> Double
  ) -> Value {
    let size = integers(node, "kernel_shape", or: [2])[0]
    let stride = integers(node, "strides", or: [1])[0]
    let height = (x.dimensions[2] - size) / stride + 1
    let width = (x.dimensions[3] - size) / stride + 1
    return image(x.dimensions[1], height, width) { c, row, column in
      var window: [Double] = []
      for i in 0..<size {
        for j in 0..<size { window.append(x.at(c, row * stride + i, column * stride + j)) }
      }
      return body(window)
    }
  }
}
