internal import Core

/// A face's box in 16 bytes.
struct FaceBox: Hashable, Sendable {
  let x: Int32
  let y: Int32
  let width: Int32
  let height: Int32

  var box: PixelBox {
    PixelBox(x: Int(x), y: Int(y), width: Int(width), height: Int(height))
  }

  /// `nil` where a number does not fit.
  init?(x: Int, y: Int, width: Int, height: Int) {
    guard let x = Int32(exactly: x), let y = Int32(exactly: y),
      let width = Int32(exactly: width), let height = Int32(exactly: height)
    else { return nil }
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }
}
