internal import Augmentation
internal import Core
internal import DatasetCatalog
internal import Imaging

/// Makes canonical images and augmented copies from the workspace's bytes, on any worker.
struct CanonicalImages: Sendable {
  let reader: PackReader
  let pixels: PixelSettings
  /// The luck of offline copies: purpose "augment", the copy number as epoch.
  let luck: LuckKey
  private let decoders: DecoderPool

  init(
    reader: PackReader, pixels: PixelSettings, seed: UInt64, workers: Int
  ) throws(WorkbenchError) {
    self.reader = reader
    self.pixels = pixels
    luck = LuckKey(seed: seed, purpose: "augment")
    decoders = try DecoderPool(workers: workers)
  }

  /// The decoded upright image of a sample, cut to its region if it has one.
  func upright(_ sample: SampleDetails, worker: Int) throws(WorkbenchError) -> Image {
    let bytes: [UInt8]
    do { bytes = try reader.bytes(at: sample.location) } catch { throw .catalog(error) }
    // Import has judged the file already; what it accepted is accepted here.
    let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
    do {
      let image = try decoders.decode(bytes, options: options, worker: worker).image
      return try sample.region.map { box throws(ImageError) in try image.cropped(to: box) } ?? image
    } catch { throw .image(name: "\(sample.source): \(sample.member)", error) }
  }

  /// The canonical image of a sample.
  func canonical(_ sample: SampleDetails, worker: Int) throws(WorkbenchError) -> Image {
    let upright = try upright(sample, worker: worker)
    do { return try pixels.pipeline.canonical(upright) } catch {
      throw .image(name: "\(sample.source): \(sample.member)", error)
    }
  }

  /// An augmented copy of a canonical image; copies are numbered from 1.
  func copy(
    _ copy: Int32, of canonical: Image, key: SampleKey
  ) -> (image: Image, trace: AugmentationTrace) {
    var luck = luck.luck(for: key, epoch: UInt32(bitPattern: copy))
    return pixels.policy.apply(to: canonical, luck: &luck)
  }
}
