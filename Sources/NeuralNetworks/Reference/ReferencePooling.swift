/// The plain pooling; a window is cut off at the edges of the image.
struct ReferencePooling<Scalar: BinaryFloatingPoint> {
  let window: Operation.Window
  let from: Shape
  let to: Shape
  let count: Int

  init(_ window: Operation.Window, _ from: Shape, _ to: Shape, _ count: Int) {
    (self.window, self.from, self.to, self.count) = (window, from, to, count)
  }

  /// The places in the input of an output's window, in raster order.
  private func places(_ output: Int) -> [Int] {
    let column = output % to.width
    let row = output / to.width % to.height
    let plane = output / to.pixels
    return (0..<window.height * window.width).compactMap { position in
      let y = row * window.stride + position / window.width - window.padding
      let x = column * window.stride + position % window.width - window.padding
      guard (0..<from.height).contains(y), (0..<from.width).contains(x) else { return nil }
      return (plane * from.height + y) * from.width + x
    }
  }

  /// The place of a window's first maximum.
  private func chosen(_ x: [Scalar], _ output: Int) -> Int {
    let places = places(output)
    return places.dropFirst().reduce(places[0]) { x[$1] > x[$0] ? $1 : $0 }
  }

  func maximum(_ x: [Scalar]) -> [Scalar] {
    (0..<count * to.count).map { x[chosen(x, $0)] }
  }

  func mean(_ x: [Scalar]) -> [Scalar] {
    let area = Scalar(window.height * window.width)
    return (0..<count * to.count).map { places($0).reduce(0) { $0 + x[$1] } / area }
  }

  func maximumGradient(_ x: [Scalar], _ dy: [Scalar]) -> [Scalar] {
    var dx = [Scalar](repeating: 0, count: x.count)
    for output in dy.indices { dx[chosen(x, output)] += dy[output] }
    return dx
  }

  func meanGradient(_ dy: [Scalar]) -> [Scalar] {
    let area = Scalar(window.height * window.width)
    var dx = [Scalar](repeating: 0, count: count * from.count)
    for output in dy.indices {
      for place in places(output) { dx[place] += dy[output] / area }
    }
    return dx
  }
}
