internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Tensors

/// Makes single shard rows: the same bytes whoever asks, so that `replay` can compare.
struct RowMaking: Sendable {
  let images: CanonicalImages
  let split: Split
  let weights: [Double]
  /// The number of classes, where the rows carry soft targets.
  let targetCount: Int?

  /// A row, its augmentation's parameters as JSON (empty for an original), and the pipeline's record.
  func row(
    _ copy: Int32, draws: Int, of sample: SampleSummary, at details: SampleDetails, worker: Int
  ) throws(WorkbenchError) -> (row: ShardRow, trace: String, record: PipelineRecord) {
    var (image, record) = try images.recorded(details, worker: worker)
    var trace = ""
    if copy > 0 {
      let augmented = images.copy(Int(copy), draws: draws, of: image, key: sample.sampleKey)
      image = augmented.image
      trace = augmented.trace.json.text()
    }
    let weight = split == .train ? Float(weights[sample.label]) : 1
    let row = ShardRow(
      image: ShardRow.planar(interleaved: image.pixels, channels: image.channels),
      label: sample.label, weight: weight, copy: Int(copy),
      target: targetCount.map { Self.target(of: sample, classes: $0) },
      contentID: sample.contentID, sampleKey: sample.sampleKey)
    return (row, trace, record)
  }

  /// The sample's shares of the classes: those its source gave, or all for its label.
  ///
  /// A decided label outweighs the votes.
  static func target(of sample: SampleSummary, classes: Int) -> [Float] {
    if let targets = sample.targets, sample.label == sample.importedLabel { return targets }
    return (0..<classes).map { $0 == sample.label ? 1 : 0 }
  }
}
