internal import Core
internal import DatasetCatalog
internal import Imaging

/// Sums of canonical images by class and split: whole numbers, so that the order of addition cannot matter.
struct ClassSums {
  /// What is summed together.
  struct Group: Hashable, Comparable {
    let label: Int
    let split: Split?

    static func < (left: Group, right: Group) -> Bool {
      (left.label, left.split?.order ?? -1) < (right.label, right.split?.order ?? -1)
    }
  }

  /// A sum of samples of one shape.
  struct Sum {
    fileprivate(set) var count = 0
    fileprivate(set) var levels: [UInt64]

    init(samples: Int) { levels = [UInt64](repeating: 0, count: samples) }

    static func += (left: inout Sum, right: Sum) {
      left.count += right.count
      for index in left.levels.indices { left.levels[index] += right.levels[index] }
    }
  }

  let pipeline: Pipeline
  private(set) var sums: [Group: Sum] = [:]

  private var shape: Int {
    pipeline.outputWidth * pipeline.outputHeight * pipeline.outputChannels
  }

  /// Samples of one group that one worker adds up.
  private static let block = 64
  /// Samples whose details are read at once.
  private static let batch = 2048

  /// Adds up the canonical images of samples, in parallel.
  init(
    of samples: [SampleSummary], splits: [Int64: Split], material: PreviewMaterial
  ) throws(WorkbenchError) {
    pipeline = material.pixels.pipeline
    let shape = shape
    let keyed = samples.map { (Group(label: $0.label, split: splits[$0.id]), $0) }
    let ordered = keyed.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }
    for start in stride(from: 0, to: ordered.count, by: Self.batch) {
      try material.session.checkCancelled("no preview was written; run it again")
      let part = Array(ordered[start..<min(ordered.count, start + Self.batch)])
      let details = try material.catalog.allDetails(of: part.map(\.1))
      let blocks = Self.blocks(part.map(\.0))
      let added = try material.session.pool.tryMap(blocks.count) {
        index, worker throws(WorkbenchError) in
        // A block's sum is at most 64 × 255.
        var sum = [UInt16](repeating: 0, count: shape)
        for number in blocks[index] {
          let image = try material.images.canonical(details[number], worker: worker)
          image.withPixels { pixels in
            for place in 0..<shape { sum[place] += UInt16(pixels[place]) }
          }
        }
        return sum
      }
      for (block, levels) in zip(blocks, added) {
        let group = part[block.lowerBound].0
        var sum = sums[group] ?? Sum(samples: shape)
        sum.count += block.count
        for place in 0..<shape { sum.levels[place] += UInt64(levels[place]) }
        sums[group] = sum
      }
      material.session.report(
        Progress(
          step: "preview", done: start + part.count, total: ordered.count, unit: "images"))
    }
  }

  /// Runs of one group, none longer than a block.
  private static func blocks(_ groups: [Group]) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    for (index, group) in groups.enumerated() {
      if let last = blocks.last, last.count < block, groups[last.lowerBound] == group {
        blocks[blocks.count - 1] = last.lowerBound..<(index + 1)
      } else {
        blocks.append(index..<(index + 1))
      }
    }
    return blocks
  }

  /// The sum of the groups that fit; of all classes, or of all splits, where nil is given.
  func total(label: Int? = nil, isOf splits: (Split?) -> Bool = { _ in true }) -> Sum {
    var total = Sum(samples: shape)
    for (group, sum) in sums where splits(group.split) && (label.map { $0 == group.label } ?? true)
    {
      total += sum
    }
    return total
  }

  /// The mean of a sum to the nearest level; nil of nothing.
  func mean(_ sum: Sum) throws(ImageError) -> Image? {
    guard sum.count > 0 else { return nil }
    let count = UInt64(sum.count)
    return try Image(
      width: pipeline.outputWidth, height: pipeline.outputHeight,
      channels: pipeline.outputChannels,
      pixels: sum.levels.map { UInt8((2 * $0 + count) / (2 * count)) })
  }

  /// What the mean of one sum has more than that of another, pixel by pixel, in 1/256 level.
  ///
  /// For RGB it is the luma's. Nil where one of them is empty.
  func difference(_ sum: Sum, minus other: Sum) -> [Int]? {
    guard sum.count > 0, other.count > 0 else { return nil }
    let channels = pipeline.outputChannels
    func level(_ sum: Sum, _ pixel: Int) -> Int {
      let first = pixel * channels
      if channels == 1 { return Int(sum.levels[first] * 256 / UInt64(sum.count)) }
      // BT.601 in 1/1000, as near as a map of differences needs.
      let luma =
        sum.levels[first] * 299 + sum.levels[first + 1] * 587 + sum.levels[first + 2] * 114
      return Int(luma * 256 / (UInt64(sum.count) * 1000))
    }
    return (0..<(shape / channels)).map { level(sum, $0) - level(other, $0) }
  }
}
