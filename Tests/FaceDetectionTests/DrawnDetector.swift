import TestSupport

extension DrawnModel {
  /// A network with YuNet's operations, inputs and twelve outputs, but drawn weights: it finds things at
  /// places that mean nothing, always the same.
  static func detector() -> DrawnModel {
    var model = DrawnModel(channels: 3)
    func unit(_ value: String, _ from: Int, _ to: Int) -> String {
      let point = model.convolve(value, from: from, to: to)
      return model.add(
        "Relu", model.convolve(point, from: to, to: to, kernel: 3, padding: 1, group: to))
    }
    let stem = model.add(
      "Relu", model.convolve("input", from: 3, to: 16, kernel: 3, stride: 2, padding: 1))
    // Samples are up to 255; sizes are exponentials of what comes out.
    let share = model.constant([1], from: 0.01, to: 0.02)
    var value = unit(model.add("Mul", stem, share), 16, 24)
    value = model.pool("MaxPool", value, 2, stride: 2)
    for stride in [8, 16, 32] {
      value = unit(model.pool("MaxPool", value, 2, stride: 2), 24, 24)
      for (part, numbers) in [("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)] {
        let head = model.convolve(
          model.convolve(value, from: 24, to: numbers), from: numbers, to: numbers, kernel: 3,
          padding: 1, group: numbers)
        let last = model.add("Transpose", head, attributes: ["perm": .integers([0, 2, 3, 1])])
        let shape = model.integers([1, -1, Int64(numbers)])
        let name = "\(part)_\(stride)"
        if part == "cls" || part == "obj" {
          let flat = model.add("Reshape", last, shape)
          model.outputs.append(model.add("Sigmoid", flat, named: name))
        } else {
          model.outputs.append(model.add("Reshape", last, shape, named: name))
        }
      }
    }
    return model
  }
}
