extension Trainer {
  /// Loss and gradients of one batch of planar images, the weights left as they are: for tests.
  package func gradients(
    _ images: [Float], targets: [Double], weights: [Double]
  ) -> (loss: Double, gradient: FloatBuffer) {
    let count = weights.count
    let mass = weights.reduce(0, +)
    engine.images.base.update(from: images, count: images.count)
    for (index, value) in targets.enumerated() { self.targets.base[index] = Float(value) }
    for (index, value) in weights.enumerated() { shares.base[index] = Float(value / mass) }
    var batch = batchView(count, (self.weights, running))
    batch.targets = UnsafePointer(self.targets.base)
    batch.shares = UnsafePointer(shares.base)
    batch.losses = losses.base
    batch.focalGamma = recipe.loss.gamma
    engine.train(batch, running: running.base)
    let result = FloatBuffer(engine.layout.trainedCount)
    for part in updates {
      if part.isSliced { engine.sumSlices(part.range, batchCount: count) }
      if let gradient = engine.gradient {
        (result.base + part.range.lowerBound).update(
          from: gradient.base + part.range.lowerBound, count: part.range.count)
      }
    }
    let loss = (0..<count).reduce(0.0) { $0 + Double(shares.base[$1]) * losses.base[$1] }
    return (loss, result)
  }
}
