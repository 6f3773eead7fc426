internal import CPixelKernels
internal import Core

extension Image {
  /// The strengths of non-local means, in gray levels.
  package static let nonLocalStrengths = 0.5...100.0
  /// The sides of non-local means' templates; odd ones.
  package static let nonLocalTemplates = 3...15
  /// The sides of non-local means' search windows; odd ones.
  package static let nonLocalSearches = 3...41

  /// Non-local means (Buades, Coll and Morel, 2005); the bytes of OpenCV's `fastNlMeansDenoising`.
  ///
  /// A pixel of the search window weighs exp(−D / h²), D the mean squared difference of the templates around
  /// it and around the pixel, over all channels (one weight for all three). Weights under 0.001 are nothing.
  /// The border is mirrored without repeating the edge. Complexity: (search² / 2) steps a pixel, whatever the
  /// template.
  /// - Parameters:
  ///   - strength: h in gray levels, 0.5…100; about the noise's deviation.
  ///   - template: the side of what is compared, in pixels, odd, 3…15.
  ///   - search: the side of where it is looked for, in pixels, odd, 3…41.
  /// - Throws: ``ImageError/outOfRange(_:value:range:)`` for parameters outside.
  public func nonLocalMeansDenoised(
    strength: Double, template: Int = 7, search: Int = 21
  ) throws(ImageError) -> Image {
    try ImageError.check("the strength of non-local means", strength, in: Self.nonLocalStrengths)
    try ImageError.checkOdd(
      "the template of non-local means", template, in: Self.nonLocalTemplates)
    try ImageError.checkOdd(
      "the search window of non-local means", search, in: Self.nonLocalSearches)
    let table = NonLocalWeights(
      strength: strength, template: template, search: search, channels: channels)
    let (template, search) = (Int32(template / 2), Int32(search / 2))
    let needed = fer_pixels_nonlocal_scratch(Int32(width), Int32(channels), template, search)
    // A band of 64 rows and its sums: some hundred bytes a column, so the heap takes it.
    return filtered { source, target in
      withUnsafeTemporaryAllocation(of: UInt32.self, capacity: needed) { scratch in
        fer_pixels_nonlocal(
          source, target, Int32(width), Int32(height), Int32(channels), template, search,
          Int32(table.shift), table.values, UInt32(table.values.count - 1), scratch.baseAddress)
      }
    }
  }
}

/// What templates at a distance weigh, by OpenCV's rule.
struct NonLocalWeights {
  /// How far a summed squared difference is shifted to be an index: to divide by a power of two at least
  /// as large as the template.
  let shift: Int
  /// Weights in 1 / (2³¹ − 1) of what the window can sum to; the last is zero.
  let values: [UInt32]

  init(strength: Double, template: Int, search: Int, channels: Int) {
    let area = template * template
    let shift = Int.bitWidth - (area - 1).leadingZeroBitCount
    let most = Int(Int32.max) / (search * search * 255)
    let step = Double(1 << shift) / Double(area)
    let greatest = Int(Double(255 * 255 * channels) / step) + 1
    var values: [UInt32] = []
    for index in 0..<greatest {
      let distance = Double(index) * step
      let share = Elementary.exp(-distance / (strength * strength * Double(channels)))
      let weight = (Double(most) * share).rounded(.toNearestOrEven)
      guard weight >= 0.001 * Double(most) else { break }
      values.append(UInt32(weight))
    }
    (self.shift, self.values) = (shift, values + [0])
  }
}
