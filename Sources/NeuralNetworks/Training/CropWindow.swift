/// A part of an image, and whether it is seen in a mirror.
package struct CropWindow: Hashable, Sendable {
  /// The first column.
  package let x: Int
  /// The first row.
  package let y: Int
  /// Whether columns are taken from right to left.
  package let isMirrored: Bool

  package init(x: Int, y: Int, isMirrored: Bool = false) {
    (self.x, self.y, self.isMirrored) = (x, y, isMirrored)
  }

  /// The middle of an image; where the rest is odd, the larger half of it is right and below.
  package static func center(of image: Shape, size: Shape) -> CropWindow {
    CropWindow(x: (image.width - size.width) / 2, y: (image.height - size.height) / 2)
  }

  /// The same part as the mirror shows it.
  var mirrored: CropWindow { CropWindow(x: x, y: y, isMirrored: true) }

  /// The views that a prediction is the mean of, in the order in which they are added.
  package static func views(_ way: TestTime, of image: Shape, size: Shape) -> [CropWindow] {
    let center = center(of: image, size: size)
    switch way {
    case .none: return [center]
    case .flip: return [center, center.mirrored]
    case .tenCrop:
      let (right, bottom) = (image.width - size.width, image.height - size.height)
      let five = [
        CropWindow(x: 0, y: 0), CropWindow(x: right, y: 0), CropWindow(x: 0, y: bottom),
        CropWindow(x: right, y: bottom), center,
      ]
      return five + five.map(\.mirrored)
    }
  }

  /// Copies the part out of a planar image; `whole` and `part` may be the same memory if the shapes are.
  package func copy(
    from whole: UnsafePointer<Float>, _ image: Shape, to part: UnsafeMutablePointer<Float>,
    _ size: Shape
  ) {
    for line in 0..<size.channels * size.height {
      let (channel, row) = (line / size.height, line % size.height)
      let from = whole + (channel * image.height + row + y) * image.width + x
      let to = part + line * size.width
      if UnsafePointer(to) != from { to.update(from: from, count: size.width) }
      guard isMirrored else { continue }
      for column in 0..<size.width / 2 {
        let other = size.width - 1 - column
        (to[column], to[other]) = (to[other], to[column])
      }
    }
  }
}
