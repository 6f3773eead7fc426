/// The plain depthwise convolution: each channel with a kernel of its own.
struct ReferenceDepthwise<Scalar: BinaryFloatingPoint> {
  let filter: Operation.ChannelFilter
  let from: Shape
  let to: Shape
  let count: Int

  init(_ filter: Operation.ChannelFilter, _ from: Shape, _ to: Shape, _ count: Int) {
    (self.filter, self.from, self.to, self.count) = (filter, from, to, count)
  }

  /// Calls `body` with the places of output, input and weight for every product.
  private func forEachProduct(_ body: (_ output: Int, _ input: Int, _ weight: Int) -> Void) {
    for plane in 0..<count * to.channels {
      for row in 0..<to.height {
        for column in 0..<to.width {
          let output = (plane * to.height + row) * to.width + column
          for i in 0..<filter.kernel {
            let y = row * filter.stride + i - filter.padding
            guard y >= 0, y < from.height else { continue }
            for j in 0..<filter.kernel {
              let x = column * filter.stride + j - filter.padding
              guard x >= 0, x < from.width else { continue }
              body(
                output, (plane * from.height + y) * from.width + x,
                (plane % to.channels * filter.kernel + i) * filter.kernel + j)
            }
          }
        }
      }
    }
  }

  func forward(_ x: [Scalar], _ weights: [Scalar], _ bias: [Scalar]?) -> [Scalar] {
    var y = (0..<count * to.count).map { bias?[$0 / to.pixels % to.channels] ?? 0 }
    forEachProduct { output, input, weight in y[output] += x[input] * weights[weight] }
    return y
  }

  func backward(
    _ x: [Scalar], _ weights: [Scalar], _ dy: [Scalar]
  ) -> (input: [Scalar], weights: [Scalar], bias: [Scalar]) {
    var dx = [Scalar](repeating: 0, count: x.count)
    var dw = [Scalar](repeating: 0, count: weights.count)
    var bias = [Scalar](repeating: 0, count: to.channels)
    forEachProduct { output, input, weight in
      dx[input] += dy[output] * weights[weight]
      dw[weight] += dy[output] * x[input]
    }
    for index in dy.indices { bias[index / to.pixels % to.channels] += dy[index] }
    return (dx, dw, bias)
  }
}
