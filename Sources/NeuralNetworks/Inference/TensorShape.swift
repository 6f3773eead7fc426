/// The dimensions of a value of a running network, and how it lies in memory.
struct TensorShape: Hashable, Sendable {
  /// [1, C, H, W], or fewer.
  let dimensions: [Int]
  /// [C/8][H][W][8] when true, else C order.
  let isBlocked: Bool

  init(_ dimensions: [Int], isBlocked: Bool) {
    (self.dimensions, self.isBlocked) = (dimensions, isBlocked)
  }

  static func image(_ channels: Int, _ height: Int, _ width: Int) -> TensorShape {
    TensorShape([1, channels, height, width], isBlocked: true)
  }

  var channels: Int { dimensions.count > 1 ? dimensions[1] : 1 }
  var height: Int { dimensions.count > 2 ? dimensions[2] : 1 }
  var width: Int { dimensions.count > 3 ? dimensions[3] : 1 }
  var pixels: Int { height * width }
  var blocks: Int { (channels + 7) / 8 }
  /// The number of elements.
  var count: Int { dimensions.reduce(1, *) }
  /// Floats in memory, a multiple of eight.
  var floats: Int { isBlocked ? blocks * 8 * pixels : (count + 7) / 8 * 8 }
  var text: String { dimensions.map(String.init).joined(separator: "×") }
}
