internal import Core

/// A detection before suppression, as the network gives it, in pixels.
package struct Candidate {
  package var x: Float
  package var y: Float
  package var width: Float
  package var height: Float
  /// x and y of the five landmarks.
  package var points: InlineArray<10, Float>
  package var score: Float

  package init(
    x: Float, y: Float, width: Float, height: Float,
    points: InlineArray<10, Float> = InlineArray(repeating: 0), score: Float
  ) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
    (self.points, self.score) = (points, score)
  }

  /// The same in an image that is `across` times as wide and `down` times as high.
  package func scaled(across: Double, down: Double) -> Candidate {
    guard across != 1 || down != 1 else { return self }
    var scaled = self
    scaled.x = Float(Double(x) * across)
    scaled.y = Float(Double(y) * down)
    scaled.width = Float(Double(width) * across)
    scaled.height = Float(Double(height) * down)
    for index in 0..<10 {
      scaled.points[index] = Float(Double(points[index]) * (index % 2 == 0 ? across : down))
    }
    return scaled
  }

  /// Rounded to 1/256 pixel and 1/65536 of score.
  package var face: Face {
    func whole(_ value: Float) -> Int { Int((Double(value) * 256).rounded(.toNearestOrEven)) }
    func point(_ index: Int) -> Face.Point {
      Face.Point(x: whole(points[2 * index]), y: whole(points[2 * index + 1]))
    }
    return Face(
      x: whole(x), y: whole(y), width: whole(width), height: whole(height), rightEye: point(0),
      leftEye: point(1), nose: point(2), rightMouth: point(3), leftMouth: point(4),
      score: Int((Double(score) * 65536).rounded(.toNearestOrEven)))
  }

  /// Whether every number is finite and of a size that a picture can have.
  package var isSound: Bool {
    var largest = max(abs(x), abs(y), width, height)
    var sum = x + y + width + height
    for index in 0..<10 {
      largest = max(largest, abs(points[index]))
      sum += points[index]
    }
    return largest <= 0x1p25 && sum.isFinite && score <= 1
  }
}

extension Candidate {
  /// The detections of one grid that score at least `minimum`, row by row.
  ///
  /// score = √(cls · obj), both cut to 0 … 1; centre = (column + b₀, row + b₁) · stride; size = e^b · stride;
  /// landmarks = (k + column or row) · stride. In Float, in this order, as OpenCV computes them.
  package static func decode(
    cls: UnsafeBufferPointer<Float>, obj: UnsafeBufferPointer<Float>,
    bbox: UnsafeBufferPointer<Float>, kps: UnsafeBufferPointer<Float>, columns: Int, stride: Int,
    minimum: Float
  ) -> [Candidate] {
    var found: [Candidate] = []
    let size = Float(stride)
    // A product below the square of the minimum, less a margin for rounding, needs no root.
    let floor = minimum * minimum * 0.999
    for cell in cls.indices {
      let product = min(max(cls[cell], 0), 1) * min(max(obj[cell], 0), 1)
      guard product >= floor else { continue }
      let score = product.squareRoot()
      guard score >= minimum else { continue }
      let (row, column) = (Float(cell / columns), Float(cell % columns))
      let width = Float(Elementary.exp(Double(bbox[4 * cell + 2]))) * size
      let height = Float(Elementary.exp(Double(bbox[4 * cell + 3]))) * size
      var points = InlineArray<10, Float>(repeating: 0)
      for index in 0..<10 {
        points[index] = (kps[10 * cell + index] + (index % 2 == 0 ? column : row)) * size
      }
      let candidate = Candidate(
        x: (column + bbox[4 * cell]) * size - width / 2,
        y: (row + bbox[4 * cell + 1]) * size - height / 2, width: width, height: height,
        points: points, score: score)
      if candidate.isSound { found.append(candidate) }
    }
    return found
  }
}
