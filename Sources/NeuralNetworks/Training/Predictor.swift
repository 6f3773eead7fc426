internal import Core

/// Runs batches of a set through an engine for their probabilities.
struct Predictor {
  let engine: Engine
  let pool: WorkerPool
  /// The shape of the images that sources give.
  let input: Shape
  /// Which views of an image the mean is taken of.
  let testTime: TestTime

  /// Probabilities [N×K]; an image's do not depend on its batch.
  ///
  /// The views' are added in their order and divided by their number.
  func probabilities(
    of source: some SampleSource, weights: FloatBuffer, running: FloatBuffer
  ) -> [Float] {
    let classes = engine.graph.classCount
    let views = CropWindow.views(testTime, of: input, size: engine.graph.shapes[0].unflattened)
    return [Float](unsafeUninitializedCapacity: source.count * classes) { buffer, initialized in
      buffer.initialize(repeating: 0)
      initialized = source.count * classes
      guard let base = buffer.baseAddress else { return }
      let other = FloatBuffer(views.count > 1 ? engine.capacity * classes : 0)
      var start = 0
      while start < source.count {
        let count = min(engine.capacity, source.count - start)
        let sums = base + start * classes
        var batch = BatchView(
          count: count, weights: UnsafePointer(weights.base), running: UnsafePointer(running.base))
        for (number, view) in views.enumerated() {
          batch.probabilities = number == 0 ? sums : other.base
          batch.keepsWeights = start > 0 || number > 0
          load(source, start, count, view)
          engine.infer(batch)
          guard number > 0 else { continue }
          for index in 0..<count * classes { sums[index] += other.base[index] }
        }
        if views.count > 1 {
          for index in 0..<count * classes { sums[index] /= Float(views.count) }
        }
        start += count
      }
    }
  }

  private func load(
    _ source: some SampleSource, _ start: Int, _ count: Int, _ view: CropWindow
  ) {
    let images = engine.images
    let (whole, size) = (input, engine.graph.shapes[0].unflattened)
    let profiler = engine.profiler
    pool.forEach(count) { index, worker in
      let began = profiler == nil ? 0 : Profiler.now()
      defer { profiler?.add(.loading, worker, since: began) }
      let part = images.base + index * size.count
      if whole == size {
        source.fill(
          row: start + index, use: nil,
          into: UnsafeMutableBufferPointer(start: part, count: size.count))
        view.copy(from: part, whole, to: part, size)
        return
      }
      withUnsafeTemporaryAllocation(of: Float.self, capacity: whole.count) { buffer in
        source.fill(row: start + index, use: nil, into: buffer)
        guard let base = buffer.baseAddress else { return }
        view.copy(from: base, whole, to: part, size)
      }
    }
  }
}
