internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Tensors

/// What has to be known of all training images before a row is written: the pixel constants, and how many draws
/// each augmented copy takes to be different from its original and its siblings.
struct TrainingPass: Sendable {
  /// Integer sums over the training originals.
  private(set) var statistics: PixelStatistics
  /// Draws of the few copies that take more than one, by sample and copy number.
  private var redrawn: [Int32: [Int: Int]] = [:]

  private static let chunk = 1024

  /// Looks at every original of the training split once, but for those that balancing leaves out.
  init(
    content: SplitContent, plan: ShardPlan, images: CanonicalImages, session: Session
  ) throws(WorkbenchError) {
    let train = content.samples.indices.filter {
      content.assignment[$0] == .train && !plan.isLeftOut[$0]
    }
    let channels = images.pixels.pipeline.outputChannels
    statistics = PixelStatistics(channels: channels)
    for start in stride(from: 0, to: train.count, by: Self.chunk) {
      try session.checkCancelled("no shards were written; run it again")
      let part = Array(train[start..<min(start + Self.chunk, train.count)])
      let details = try content.details(of: part.map { content.samples[$0] })
      // Sixteen parts, whatever the number of threads; sums of integers have no order.
      let step = (part.count + 15) / 16
      let parts = try session.pool.tryMap((part.count + step - 1) / step) {
        slice, worker throws(WorkbenchError) in
        var own = Part(statistics: PixelStatistics(channels: channels))
        for position in slice * step..<min((slice + 1) * step, part.count) {
          let image = try images.canonical(details[position], worker: worker)
          own.statistics.add(
            planar: ShardRow.planar(interleaved: image.pixels, channels: channels))
          let sample = part[position]
          guard plan.copies[sample] > 0 else { continue }
          let draws = try images.draws(
            ofCopies: Int(plan.copies[sample]), of: image, key: content.samples[sample].sampleKey,
            name: details[position].member)
          for (number, drawn) in draws.enumerated() where drawn > 1 {
            own.redrawn.append((Int32(sample), number + 1, drawn))
          }
        }
        return own
      }
      for own in parts {
        statistics.merge(own.statistics)
        for (sample, copy, drawn) in own.redrawn { redrawn[sample, default: [:]][copy] = drawn }
      }
      session.report(
        Progress(
          step: "measure", done: start + part.count, total: train.count, unit: "images"))
    }
  }

  /// How many draws a copy of a sample takes.
  func draws(ofCopy copy: Int32, sample: Int32) -> Int { redrawn[sample]?[Int(copy)] ?? 1 }

  private struct Part: Sendable {
    var statistics: PixelStatistics
    var redrawn: [(sample: Int32, copy: Int, drawn: Int)] = []
  }
}
