internal import Core
internal import DatasetCatalog
internal import Imaging

/// What the pipeline found in all originals of a set: noise before and after, and shapes that were changed.
struct PipelineFindings {
  private var measured = 0
  private var denoised = 0
  private var noiseBefore = 0.0
  private var noiseAfter = 0.0
  private(set) var stretched = 0

  /// Adds an original; sums are taken in the order of the rows.
  mutating func add(_ record: PipelineRecord, of sample: SampleDetails, pipeline: Pipeline) {
    if let before = record.members["noise"]?.doubleValue {
      measured += 1
      noiseBefore += before
      noiseAfter += record.members["noise_after"]?.doubleValue ?? before
      if record.members["denoised"]?.boolValue == true { denoised += 1 }
    }
    let box = Self.shape(of: sample)
    if pipeline.fit == .stretch,
      box.width * pipeline.outputHeight != box.height * pipeline.outputWidth
    {
      stretched += 1
    }
  }

  /// The size of what the pipeline begins with.
  private static func shape(of sample: SampleDetails) -> (width: Int, height: Int) {
    if let frame = sample.crop?.frame { return (frame.pixelSide, frame.pixelSide) }
    if let region = sample.region { return (region.width, region.height) }
    return (sample.width, sample.height)
  }

  /// For the index: figures in gray levels to 1/1000.
  var json: JSON {
    var members: [String: JSON] = ["stretched": .integer(stretched)]
    if measured > 0 {
      func mean(_ sum: Double) -> JSON {
        .number((sum / Double(measured) * 1000).rounded() / 1000)
      }
      members["noise"] = [
        "after": mean(noiseAfter), "before": mean(noiseBefore), "denoised": .integer(denoised),
        "measured": .integer(measured),
      ]
    }
    return .object(members)
  }
}
