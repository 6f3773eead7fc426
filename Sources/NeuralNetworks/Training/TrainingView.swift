package import Core

/// A training set as a recipe looks at it: cropped, and weighted by class.
package struct TrainingView<Base: SampleSource>: SampleSource {
  let base: Base
  /// The shape of what the network sees.
  let size: Shape
  /// The weight of each class; nil where all are the same.
  package let classWeights: [Double]?
  private let key: LuckKey

  /// - Throws: `NetworkError.classWeights` when the recipe's weights do not fit the set.
  package init(_ base: Base, recipe: Recipe, seed: UInt64) throws(NetworkError) {
    self.base = base
    size = try recipe.networkInput(base.shape)
    key = LuckKey(seed: seed, purpose: "crop")
    if recipe.classWeights.correctsImbalance, base.sampling != .everyRow {
      throw .classWeights(
        reason: "the sampler draws all classes alike already; drop the weights or the sampler")
    }
    var counts = [Int](repeating: 0, count: base.classCount)
    for row in 0..<base.count { counts[base.label(at: row)] += 1 }
    classWeights = try recipe.classWeights.weights(counts: counts, names: base.classNames)
  }

  package var count: Int { base.count }
  package var classCount: Int { base.classCount }
  package var channels: Int { base.channels }
  package var height: Int { size.height }
  package var width: Int { size.width }
  package var sampling: RowSampling { base.sampling }
  package var classNames: [String]? { base.classNames }

  package func label(at row: Int) -> Int { base.label(at: row) }
  package func key(at row: Int) -> SampleKey { base.key(at: row) }
  package func copy(at row: Int) -> UInt32 { base.copy(at: row) }

  package func weight(at row: Int) -> Float {
    guard let classWeights else { return base.weight(at: row) }
    return Float(Double(base.weight(at: row)) * classWeights[base.label(at: row)])
  }

  package func fillTarget(row: Int, into target: UnsafeMutableBufferPointer<Float>) -> Bool {
    base.fillTarget(row: row, into: target)
  }

  package func fill(row: Int, use: RowUse?, into image: UnsafeMutableBufferPointer<Float>) {
    guard size != base.shape, let part = image.baseAddress else {
      base.fill(row: row, use: use, into: image)
      return
    }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: base.shape.count) { buffer in
      base.fill(row: row, use: use, into: buffer)
      guard let whole = buffer.baseAddress else { return }
      window(row, use).copy(from: whole, base.shape, to: part, size)
    }
  }

  /// The part of the row's image that is seen: the luck of a crop is keyed with seed (purpose "crop"), sample,
  /// copy, epoch and occurrence, so that neither threads nor other images matter.
  private func window(_ row: Int, _ use: RowUse?) -> CropWindow {
    guard let use else { return .center(of: base.shape, size: size) }
    var luck = key.repeated(use.occurrence)
      .luck(for: base.key(at: row), epoch: use.epoch ^ base.copy(at: row) << 16)
    let x = luck.index(below: base.width - size.width + 1)
    let y = luck.index(below: base.height - size.height + 1)
    return CropWindow(x: x, y: y)
  }
}

extension Recipe {
  /// What the network sees of an image.
  ///
  /// - Throws: `NetworkError.shape` when the crop is larger than the image.
  package func networkInput(_ image: Shape) throws(NetworkError) -> Shape {
    guard let crop else { return image }
    let side = crop.side(height: image.height, width: image.width)
    guard side <= min(image.height, image.width) else {
      throw .shape(
        layer: "crop", input: "\(image)",
        reason:
          "\(side) by \(side) pixels are more than it has; use at most \(min(image.height, image.width))"
      )
    }
    return Shape(channels: image.channels, height: side, width: side)
  }
}
