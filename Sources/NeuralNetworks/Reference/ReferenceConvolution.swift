/// The plain convolution, seven loops deep; the linear layer is one whose kernel covers the input.
struct ReferenceConvolution<Scalar: BinaryFloatingPoint> {
  let filter: Operation.Filter
  let from: Shape
  let to: Shape
  let count: Int

  init(_ filter: Operation.Filter, _ from: Shape, _ to: Shape, _ count: Int) {
    (self.filter, self.from, self.to, self.count) = (filter, from, to, count)
  }

  /// Calls `body` with the places of output, input and weight for every product.
  private func forEachProduct(_ body: (_ output: Int, _ input: Int, _ weight: Int) -> Void) {
    for image in 0..<count {
      for k in 0..<to.channels {
        for row in 0..<to.height {
          for column in 0..<to.width {
            let output = ((image * to.channels + k) * to.height + row) * to.width + column
            for c in 0..<from.channels {
              for i in 0..<filter.kernelHeight {
                let y = row * filter.stride + i - filter.padding
                guard y >= 0, y < from.height else { continue }
                for j in 0..<filter.kernelWidth {
                  let x = column * filter.stride + j - filter.padding
                  guard x >= 0, x < from.width else { continue }
                  body(
                    output, ((image * from.channels + c) * from.height + y) * from.width + x,
                    ((k * from.channels + c) * filter.kernelHeight + i) * filter.kernelWidth + j)
                }
              }
            }
          }
        }
      }
    }
  }

  func forward(_ x: [Scalar], _ weights: [Scalar], _ bias: [Scalar]?) -> [Scalar] {
    var y = (0..<count * to.count).map { bias?[$0 / to.pixels % to.channels] ?? 0 }
    y.withUnsafeMutableBufferPointer { y in
      forEachProduct { output, input, weight in y[output] += x[input] * weights[weight] }
    }
    return y
  }

  func backward(
    _ x: [Scalar], _ weights: [Scalar], _ dy: [Scalar]
  ) -> (input: [Scalar], weights: [Scalar], bias: [Scalar]) {
    var dx = [Scalar](repeating: 0, count: x.count)
    var dw = [Scalar](repeating: 0, count: weights.count)
    var bias = [Scalar](repeating: 0, count: to.channels)
    dx.withUnsafeMutableBufferPointer { dx in
      dw.withUnsafeMutableBufferPointer { dw in
        forEachProduct { output, input, weight in
          dx[input] += dy[output] * weights[weight]
          dw[weight] += dy[output] * x[input]
        }
      }
    }
    for index in dy.indices { bias[index / to.pixels % to.channels] += dy[index] }
    return (dx, dw, bias)
  }
}
