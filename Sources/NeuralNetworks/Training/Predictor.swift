internal import Core

/// Runs batches of a set through an engine for their probabilities.
struct Predictor {
  let engine: Engine
  let pool: WorkerPool
  /// Whether the mean with the mirror image is taken.
  let isFlipped: Bool

  /// Probabilities [N×K]; an image's do not depend on its batch.
  func probabilities(
    of source: some SampleSource, weights: FloatBuffer, running: FloatBuffer
  ) -> [Float] {
    let classes = engine.graph.classCount
    return [Float](unsafeUninitializedCapacity: source.count * classes) { buffer, initialized in
      buffer.initialize(repeating: 0)
      initialized = source.count * classes
      guard let base = buffer.baseAddress else { return }
      let mirrored = FloatBuffer(isFlipped ? engine.capacity * classes : 0)
      var start = 0
      while start < source.count {
        let count = min(engine.capacity, source.count - start)
        var batch = BatchView(
          count: count, weights: UnsafePointer(weights.base), running: UnsafePointer(running.base))
        batch.probabilities = base + start * classes
        batch.keepsWeights = start > 0
        load(source, start, count, flip: false)
        engine.infer(batch)
        if isFlipped {
          batch.probabilities = mirrored.base
          batch.keepsWeights = true
          load(source, start, count, flip: true)
          engine.infer(batch)
          for index in 0..<count * classes {
            buffer[start * classes + index] =
              (buffer[start * classes + index] + mirrored.base[index]) * 0.5
          }
        }
        start += count
      }
    }
  }

  private func load(_ source: some SampleSource, _ start: Int, _ count: Int, flip: Bool) {
    let images = engine.images
    let shape = engine.graph.shapes[0]
    pool.forEach(count) { index, _ in
      let image = UnsafeMutableBufferPointer(
        start: images.base + index * shape.count, count: shape.count)
      source.fill(row: start + index, use: nil, into: image)
      guard flip else { return }
      for line in 0..<shape.channels * shape.height {
        image[line * shape.width..<(line + 1) * shape.width].reverse()
      }
    }
  }
}
