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

  /// The decoded upright image that a sample lies in.
  func upright(_ sample: SampleDetails, worker: Int) throws(WorkbenchError) -> Image {
    let bytes: [UInt8]
    do { bytes = try reader.bytes(at: sample.location) } catch { throw .catalog(error) }
    // Import has judged the file already; what it accepted is accepted here.
    let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
    do { return try decoders.decode(bytes, options: options, worker: worker).image } catch {
      throw .image(name: "\(sample.source): \(sample.member)", error)
    }
  }

  /// The part of the upright image that the pipeline begins with: the face's frame, where faces were looked
  /// for, else the sample's region, else all of it.
  func cropped(_ sample: SampleDetails, worker: Int) throws(WorkbenchError) -> Image {
    let upright = try upright(sample, worker: worker)
    do {
      return try FaceCutting.cut(upright, frame: sample.crop?.frame, region: sample.region)
    } catch { throw .image(name: "\(sample.source): \(sample.member)", error) }
  }

  /// The canonical image of a sample.
  func canonical(_ sample: SampleDetails, worker: Int) throws(WorkbenchError) -> Image {
    let cropped = try cropped(sample, worker: worker)
    do { return try pixels.pipeline.canonical(cropped) } catch {
      throw .image(name: "\(sample.source): \(sample.member)", error)
    }
  }

  /// The canonical image of a sample, and what the pipeline found and decided on the way.
  func recorded(
    _ sample: SampleDetails, worker: Int
  ) throws(WorkbenchError) -> (image: Image, record: PipelineRecord) {
    let cropped = try cropped(sample, worker: worker)
    do {
      let result = try pixels.pipeline.canonicalRecorded(cropped)
      return (result.image, PipelineRecord(crop: sample.crop, steps: result.record))
    } catch { throw .image(name: "\(sample.source): \(sample.member)", error) }
  }

  /// How many draws each of the copies 1…count takes to differ from the canonical image and from the copies
  /// before it; nearly always one.
  ///
  /// Each copy has luck of its own; one that comes out like an earlier image is drawn again from the rest of
  /// its stream. Copy n so depends on the copies before it, and not on how many are asked for.
  /// - Throws: when the policy cannot make that many different copies.
  func draws(
    ofCopies count: Int, of canonical: Image, key: SampleKey, name: String
  ) throws(WorkbenchError) -> [Int] {
    var seen: Set<Image> = [canonical]
    var draws: [Int] = []
    for number in 1...max(1, count) where number <= count {
      var luck = luck.luck(for: key, epoch: UInt32(number))
      var drawn = 1
      while !seen.insert(pixels.policy.apply(to: canonical, luck: &luck).image).inserted {
        guard drawn < Self.maximumDraws else {
          throw .problem(
            "the augmentation '\(pixels.policy.name)' does not make \(count) different copies of "
              + "\(name); add steps to it, or ask for fewer copies")
        }
        drawn += 1
      }
      draws.append(drawn)
    }
    return draws
  }

  /// A copy, numbered from 1, from the last of its draws.
  func copy(
    _ number: Int, draws: Int, of canonical: Image, key: SampleKey
  ) -> (image: Image, trace: AugmentationTrace) {
    var luck = luck.luck(for: key, epoch: UInt32(number))
    var copy = pixels.policy.apply(to: canonical, luck: &luck)
    for _ in 1..<max(1, draws) { copy = pixels.policy.apply(to: canonical, luck: &luck) }
    return copy
  }

  /// How often a copy is drawn before its policy counts as exhausted.
  private static let maximumDraws = 256
}
