internal import Core
internal import DatasetCatalog
internal import Imaging

/// Reads the pictures of samples, cut as the dataset and cropping have them, small enough for a report.
struct AuditPictures: Sendable {
  private let reader: PackReader
  private let decoders: DecoderPool

  init(catalog: Catalog, workers: Int) throws(WorkbenchError) {
    reader = catalog.packReader()
    decoders = try DecoderPool(workers: workers)
  }

  /// The longest side of what is kept.
  private static let side = 192

  func picture(_ sample: SampleDetails, worker: Int) throws(WorkbenchError) -> Image {
    let bytes: [UInt8]
    do { bytes = try reader.bytes(at: sample.location) } catch { throw .catalog(error) }
    let options = DecodingOptions(maximumPixels: Int.max, acceptDamaged: true)
    do throws(ImageError) {
      let upright = try decoders.decode(bytes, options: options, worker: worker).image
      let image = try FaceCutting.cut(upright, frame: sample.crop?.frame, region: sample.region)
      let longer = max(image.width, image.height)
      guard longer > Self.side else { return image }
      return try image.resized(
        width: max(1, image.width * Self.side / longer),
        height: max(1, image.height * Self.side / longer))
    } catch { throw .image(name: "\(sample.source): \(sample.member)", error) }
  }
}
