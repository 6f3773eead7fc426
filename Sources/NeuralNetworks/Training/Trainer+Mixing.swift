internal import Core

extension Trainer {
  /// Mixes the images in `unmixed` into the engine's, spread over the pool, as drawn; gives the draws.
  func mix(
    _ mixing: BatchMixing, _ unmixed: FloatBuffer, _ source: some SampleSource, _ rows: [EpochRow],
    epoch: UInt32
  ) -> [ImageMix] {
    let draws = rows.map { row in
      mixing.draw(
        for: source.key(at: row.row), copy: source.copy(at: row.row),
        use: RowUse(epoch: epoch, occurrence: row.occurrence))
    }
    let images = engine.images
    let stride = mixing.shape.count
    let profiler = engine.profiler
    pool.forEach(rows.count) { index, worker in
      let began = profiler == nil ? 0 : Profiler.now()
      defer { profiler?.add(.mixing, worker, since: began) }
      mixing.apply(
        draws[index], own: unmixed.base + index * stride,
        partner: unmixed.base + (index + 1) % rows.count * stride,
        into: images.base + index * stride)
    }
    return draws
  }

  /// Mixes targets, labels and shares of the loss as the images were; returns the new sum of weights.
  ///
  /// The label is that of the larger share: what counts as right while training.
  func mixTargets(
    _ draws: [ImageMix], _ mixing: BatchMixing, _ source: some SampleSource, _ rows: [EpochRow]
  ) -> Double {
    let classes = graph.classCount
    let unmixed = rows.indices.map { index in
      Array(UnsafeBufferPointer(start: targets.base + index * classes, count: classes))
    }
    let weights = rows.map { Double(source.weight(at: $0.row)) }
    var mixed = weights
    for index in rows.indices {
      let own = draws[index].own(width: mixing.shape.width, height: mixing.shape.height)
      guard own < 1 else { continue }
      let next = (index + 1) % rows.count
      let (weight, target) = BatchMixing.mixTarget(
        own: own, weights: (weights[index], weights[next]), target: unmixed[index],
        partner: unmixed[next])
      mixed[index] = weight
      for (k, value) in target.enumerated() { targets.base[index * classes + k] = value }
      if own < 0.5 { labels.base[index] = Int32(source.label(at: rows[next].row)) }
    }
    let mass = mixed.reduce(0, +)
    for index in rows.indices { shares.base[index] = mass > 0 ? Float(mixed[index] / mass) : 0 }
    return mass
  }
}
