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
    pool.forEach(rows.count) { index, _ in
      mixing.apply(
        draws[index], own: unmixed.base + index * stride,
        partner: unmixed.base + (index + 1) % rows.count * stride,
        into: images.base + index * stride)
    }
    return draws
  }

  /// Mixes the targets as the images were; returns the new sum of weights.
  ///
  /// Own share λ, weights w and (smoothed) targets t of an image and u, s of its partner: the loss of the mixed
  /// image is λ·w·CE(t) + (1 − λ)·u·CE(s), so a class keeps its weight whichever image its pixels are in. That is
  /// the weight W = λ·w + (1 − λ)·u with the target (λ·w·t + (1 − λ)·u·s) / W, which sums to one.
  func mixTargets(
    _ draws: [ImageMix], _ mixing: BatchMixing, _ source: some SampleSource, _ rows: [EpochRow]
  ) -> Double {
    let (count, classes) = (rows.count, graph.classCount)
    let unmixed = (0..<count * classes).map { targets.base[$0] }
    let weights = rows.map { Double(source.weight(at: $0.row)) }
    var mixed = weights
    for index in rows.indices {
      let own = Double(draws[index].own(width: mixing.shape.width, height: mixing.shape.height))
      guard own < 1 else { continue }
      let next = (index + 1) % count
      let (first, second) = (own * weights[index], (1 - own) * weights[next])
      mixed[index] = first + second
      if own < 0.5 { labels.base[index] = Int32(source.label(at: rows[next].row)) }
      guard mixed[index] > 0 else { continue }
      for k in 0..<classes {
        let sum =
          first * Double(unmixed[index * classes + k])
          + second * Double(unmixed[next * classes + k])
        targets.base[index * classes + k] = Float(sum / mixed[index])
      }
    }
    let mass = mixed.reduce(0, +)
    for index in rows.indices { shares.base[index] = mass > 0 ? Float(mixed[index] / mass) : 0 }
    return mass
  }
}
