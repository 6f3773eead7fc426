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

  /// The augmented copies 1…count of a canonical image, all different from it and from each other.
  ///
  /// Each copy has luck of its own; one that comes out like the original or an earlier copy is drawn again
  /// from the rest of its stream. Copy n so depends on n alone, not on how many are asked for.
  /// - Throws: when the policy cannot make that many different copies.
  func copies(
    _ count: Int32, of canonical: Image, key: SampleKey, name: String
  ) throws(WorkbenchError) -> [(image: Image, trace: AugmentationTrace)] {
    var seen: Set<Image> = [canonical]
    var copies: [(image: Image, trace: AugmentationTrace)] = []
    for number in 0..<count {
      var luck = luck.luck(for: key, epoch: UInt32(bitPattern: number + 1))
      var copy = pixels.policy.apply(to: canonical, luck: &luck)
      var draws = 1
      while !seen.insert(copy.image).inserted {
        guard draws < Self.maximumDraws else {
          throw .problem(
            "the augmentation '\(pixels.policy.name)' does not make \(count) different copies of "
              + "\(name); add steps to it, or ask for fewer copies")
        }
        copy = pixels.policy.apply(to: canonical, luck: &luck)
        draws += 1
      }
      copies.append(copy)
    }
    return copies
  }

  /// How often a copy is drawn before its policy counts as exhausted.
  private static let maximumDraws = 256
}
