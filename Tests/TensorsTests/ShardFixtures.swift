import Core
import Tensors
import TestSupport

/// Small shard sets made in code.
enum ShardFixtures {
  static let classNames = ["angry", "happy", "sad"]

  static func metadata(channels: Int = 1) -> ShardMetadata {
    ShardMetadata(
      taxonomy: "three", classNames: classNames, pipeline: ["size": 3, "color": "gray"],
      pipelineDigest: .sha256(of: "pipeline"), mean: Array(repeating: 0.5, count: channels),
      standardDeviation: Array(repeating: 0.25, count: channels), extra: ["seed": "7"])
  }

  static func layout(
    _ split: Split, type: TensorType = .u8, channels: Int = 1, soft: Bool = false
  ) throws -> ShardLayout {
    try ShardLayout(
      split: split, imageType: type, channels: channels, height: 2, width: 3,
      classCount: classNames.count, softTargets: soft)
  }

  static func row(_ number: Int, layout: ShardLayout) -> ShardRow {
    let content = ContentID(.sha256(of: "content \(number)"))
    return ShardRow(
      image: (0..<layout.imageValues).map { UInt8(truncatingIfNeeded: $0 &* 17 &+ number &* 5) },
      label: number % classNames.count, weight: 1 + Float(number) / 8, copy: number % 2,
      target: layout.softTargets ? [0.25, 0.5, 0.25] : nil, contentID: content,
      sampleKey: SampleKey(content: content, region: nil))
  }

  static func writer(_ layout: ShardLayout, rows: Range<Int>) throws -> ShardWriter {
    let writer = try ShardWriter(
      layout: layout, rows: rows.count, metadata: metadata(channels: layout.channels))
    for (place, number) in rows.enumerated() {
      try writer.setRow(place, row(number, layout: layout))
    }
    return writer
  }

  /// A whole set: `counts` rows a split in shards of three rows.
  @discardableResult
  static func writeSet(
    in folder: String, counts: [(Split, Int)] = [(.train, 7), (.val, 2), (.test, 0)]
  ) throws -> ShardIndex {
    var shards: [ShardSummary] = []
    let lines = try RowsCSVWriter(folder: folder)
    for (split, count) in counts {
      let layout = try layout(split)
      for planned in layout.plan(rows: count, targetBytes: 3 * layout.bytesPerRow) {
        let writer = try writer(layout, rows: planned.rows)
        shards.append(try writer.commit(to: Files.join(folder, planned.name)))
        for (place, number) in planned.rows.enumerated() {
          let row = row(number, layout: layout)
          try lines.add(
            RowsCSVLine(
              shard: planned.name, row: place, contentID: row.contentID, source: "s",
              member: "happy/\(number).png", label: classNames[row.label], copy: row.copy,
              augmentation: ""))
        }
      }
    }
    let index = ShardIndex(
      taxonomy: "three", classNames: classNames, shards: shards, rows: try lines.commit(),
      provenance: ["seed": 7, "shares": [0.8, 0.1, 0.1]])
    try index.write(to: folder)
    return index
  }
}
