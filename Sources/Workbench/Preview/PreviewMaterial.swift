internal import Core
internal import DatasetCatalog
internal import Imaging

/// What every kind of sheet is made from.
struct PreviewMaterial: Sendable {
  let catalog: Catalog
  /// The samples in force.
  let samples: [SampleSummary]
  let sourceNames: [String]
  let images: CanonicalImages
  let seed: UInt64
  /// The side of a tile, where it was asked for.
  let requestedTile: Int?
  let session: Session

  var taxonomy: Taxonomy { catalog.taxonomy }
  var pixels: PixelSettings { images.pixels }

  /// The side of the tiles of canonical images.
  ///
  /// Small images are enlarged, and large ones shrunk, by a whole factor that brings them near 96 pixels.
  var tile: Int {
    if let requestedTile { return requestedTile }
    let side = max(pixels.pipeline.outputWidth, pixels.pipeline.outputHeight)
    if side <= 96 { return side * ((95 + side) / side) }
    return side <= 160 ? side : side / ((side + 127) / 128)
  }

  /// The title of a sheet: the sources by name where they are few.
  var title: String {
    sourceNames.count <= 2
      ? sourceNames.joined(separator: " and ") : Figures.count(sourceNames.count, "source")
  }

  /// The pipeline and the policy of the legend.
  var pipelineEntry: ContactSheet.Entry {
    ContactSheet.Entry("pipeline", SettingsText.pipeline(pixels.pipeline))
  }

  var policyEntry: ContactSheet.Entry {
    ContactSheet.Entry("policy", SettingsText.policy(pixels.policy))
  }

  /// Makes one row's part for each chosen sample, in order, in parallel.
  func rows<Part: Sendable>(
    of chosen: [ChosenSample],
    _ body: @Sendable (ChosenSample, Int) throws(WorkbenchError) -> Part
  ) throws(WorkbenchError) -> [Part] {
    var parts: [Part] = []
    for start in stride(from: 0, to: chosen.count, by: 16) {
      try session.checkCancelled("no preview was written; run it again")
      parts += try session.pool.tryMap(min(16, chosen.count - start)) {
        index, worker throws(WorkbenchError) in
        try body(chosen[start + index], worker)
      }
      session.report(
        Progress(step: "preview", done: parts.count, total: chosen.count, unit: "images"))
    }
    return parts
  }

  /// Runs an operation on a sample's pictures and names its error with the sample.
  static func drawing<Result>(
    _ sample: ChosenSample, _ body: () throws(ImageError) -> Result
  ) throws(WorkbenchError) -> Result {
    do { return try body() } catch {
      throw .image(name: "\(sample.details.source): \(sample.details.member)", error)
    }
  }
}

/// A sheet before it is drawn, with what it shows.
struct PreparedSheet {
  var sheet: ContactSheet
  /// How many images went into it.
  var images: Int
  /// What is shown, for programs.
  var shown: [JSON]
}
