internal import Core
internal import DatasetCatalog
internal import Imaging
internal import Tensors

/// The canonical images of all samples, planar C×H×W bytes one after the other, in a mapped file.
///
/// Training reads them in any order as often as it likes, and they take no memory of our own.
struct ProbeImages: Sendable {
  let channels: Int
  let height: Int
  let width: Int
  private let file: MappedFile

  /// Images made at a time.
  private static let chunk = 1024

  /// Makes the images and writes them to `path`.
  init(
    _ content: LabelSamples, pixels: PixelSettings, seed: UInt64, path: String, session: Session
  ) throws(WorkbenchError) {
    let pipeline = pixels.pipeline
    (channels, height) = (pipeline.outputChannels, pipeline.outputHeight)
    width = pipeline.outputWidth
    let reader = try lifting { () throws(CatalogError) in content.catalog.packReader() }
    let images = try CanonicalImages(
      reader: reader, pixels: pixels, seed: seed, workers: session.pool.threads)
    let writer = try lifting { () throws(FileError) in try FileWriter(path: path) }
    for start in stride(from: 0, to: content.count, by: Self.chunk) {
      try session.checkCancelled("nothing was trained yet; run it again")
      let ids = content.samples[start..<min(start + Self.chunk, content.count)].map(\.id)
      let details = try lifting { () throws(CatalogError) in
        try content.catalog.details(for: ids)
      }
      let planes = try session.pool.tryMap(details.count) {
        index, worker throws(WorkbenchError) in
        let image = try images.canonical(details[index], worker: worker)
        return ShardRow.planar(interleaved: image.pixels, channels: image.channels)
      }
      try lifting { () throws(FileError) in
        for plane in planes { try writer.write(plane) }
      }
      session.report(
        Progress(
          step: "labels images", done: start + ids.count, total: content.count, unit: "images"))
    }
    file = try lifting { () throws(FileError) in
      try writer.commit()
      return try MappedFile(path: path)
    }
  }

  /// Bytes of an image.
  var size: Int { channels * height * width }

  func copy(_ sample: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) {
    let size = size
    file.withBytes { bytes in
      let own = UnsafeRawBufferPointer(rebasing: bytes[sample * size..<(sample + 1) * size])
      UnsafeMutableRawBufferPointer(pixels).copyMemory(from: own)
    }
  }

  /// What the pixels of some samples are standardized by.
  func constants(of samples: [Int], pool: WorkerPool) -> PixelConstants {
    let step = Self.chunk
    let parts = pool.map((samples.count + step - 1) / step) { slice, _ in
      var statistics = PixelStatistics(channels: channels)
      file.withBytes { bytes in
        for sample in samples[slice * step..<min((slice + 1) * step, samples.count)] {
          statistics.add(
            planar: UnsafeRawBufferPointer(rebasing: bytes[sample * size..<(sample + 1) * size]))
        }
      }
      return statistics
    }
    var all = PixelStatistics(channels: channels)
    for part in parts { all.merge(part) }
    return PixelConstants(all)
  }
}
