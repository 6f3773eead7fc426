package import Core

/// What becomes of one image of a batch.
package enum ImageMix: Hashable, Sendable {
  /// It stays as it is.
  case none
  /// Mixup: own · image + (1 − own) · partner, 0.5 ≤ own < 1.
  case blend(own: Float)
  /// Cutmix: the partner's pixels inside of a box, which is not empty.
  case paste(columns: Range<Int>, rows: Range<Int>)

  /// The share of the image that is its own, exact in `Float`.
  package func own(width: Int, height: Int) -> Float {
    switch self {
    case .none: 1
    case .blend(let own): own
    case .paste(let columns, let rows):
      Float(width * height - columns.count * rows.count) / Float(width * height)
    }
  }
}

/// Draws how the images of a batch are mixed, and mixes them.
///
/// An image's luck is a stream of its own, keyed with seed (purpose "mix"), epoch, sample, copy and occurrence:
/// neither threads nor the luck of other images matter. Its partner is the next image of the batch, the first
/// one for the last: the order of an epoch is a keyed permutation, so that is a random other one.
package struct BatchMixing: Sendable {
  let mixup: MixSettings?
  let cutmix: MixSettings?
  let shape: Shape
  private let key: LuckKey

  /// The mixing of a recipe; nil where it does not mix.
  package init?(recipe: Recipe, seed: UInt64, shape: Shape) {
    guard recipe.mixup != nil || recipe.cutmix != nil else { return nil }
    (mixup, cutmix, self.shape) = (recipe.mixup, recipe.cutmix, shape)
    key = LuckKey(seed: seed, purpose: "mix")
  }

  /// The draws of one image: in this order whether it is cut, whether it is blended, the center of the box, and
  /// last the share, whose draws vary in number.
  ///
  /// Mixup: own = max(λ, 1 − λ) with λ ~ Beta(α, α). That is the distribution of the paper, since an image and
  /// its partner are exchangeable, and every row is the larger part of one image of each epoch.
  /// Cutmix: λ ~ Beta(α, α), a box of ⌊W√(1 − λ)⌋ × ⌊H√(1 − λ)⌋ around a uniform center, cut at the borders; its
  /// true share of the pixels counts, as in the paper.
  package func draw(for sample: SampleKey, copy: UInt32, use: RowUse) -> ImageMix {
    var luck = key.repeated(use.occurrence).luck(for: sample, epoch: use.epoch ^ copy << 16)
    let (cuts, blends) = (luck.unit(), luck.unit())
    let center = (x: luck.index(below: shape.width), y: luck.index(below: shape.height))
    if let cutmix, cuts < Float(cutmix.probability) {
      let side = (1 - luck.beta(cutmix.alpha)).squareRoot()
      let columns = Self.range(center.x, side, of: shape.width)
      let rows = Self.range(center.y, side, of: shape.height)
      return columns.isEmpty || rows.isEmpty ? .none : .paste(columns: columns, rows: rows)
    }
    if let mixup, blends < Float(mixup.probability) {
      let share = luck.beta(mixup.alpha)
      let own = Float(max(share, 1 - share))
      return own < 1 ? .blend(own: own) : .none
    }
    return .none
  }

  private static func range(_ center: Int, _ share: Double, of length: Int) -> Range<Int> {
    let side = Int(Double(length) * share)
    let start = center - side / 2
    return max(0, start)..<min(length, start + side)
  }

  /// The weight and the target of a mixed image.
  ///
  /// Own share λ, weights w and u and (smoothed) targets t and s of an image and its partner: the loss of the
  /// mixed image is λ·w·CE(t) + (1 − λ)·u·CE(s), so a class keeps its weight whichever image its pixels are in.
  /// That is the weight W = λ·w + (1 − λ)·u with the target (λ·w·t + (1 − λ)·u·s) / W, which sums to one where
  /// t and s do; for equal weights it is λ·t + (1 − λ)·s. Where W is 0 the target stays t: nothing is learned
  /// from it.
  package static func mixTarget(
    own: Float, weights: (own: Double, partner: Double), target: [Float], partner: [Float]
  ) -> (weight: Double, target: [Float]) {
    let first = Double(own) * weights.own
    let second = (1 - Double(own)) * weights.partner
    let weight = first + second
    guard weight > 0 else { return (weight, target) }
    let mixed = zip(target, partner).map {
      Float((first * Double($0) + second * Double($1)) / weight)
    }
    return (weight, mixed)
  }

  /// Writes one mixed image, planar C×H×W.
  package func apply(
    _ mix: ImageMix, own image: UnsafePointer<Float>, partner: UnsafePointer<Float>,
    into mixed: UnsafeMutablePointer<Float>
  ) {
    switch mix {
    case .none: mixed.update(from: image, count: shape.count)
    case .blend(let own):
      let rest = 1 - own
      for index in 0..<shape.count { mixed[index] = own * image[index] + rest * partner[index] }
    case .paste(let columns, let rows):
      mixed.update(from: image, count: shape.count)
      for channel in 0..<shape.channels {
        for y in rows {
          let start = (channel * shape.height + y) * shape.width + columns.lowerBound
          (mixed + start).update(from: partner + start, count: columns.count)
        }
      }
    }
  }
}
