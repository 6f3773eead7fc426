internal import Core
internal import Imaging

/// One image decoder for each worker of a pool.
final class DecoderPool: @unchecked Sendable {
  // Safe to share: a worker uses its own decoder only, and a pool runs each worker on one thread at a time.
  private final class Slot {
    var decoder: ImageDecoder
    init() throws(ImageError) { decoder = try ImageDecoder() }
  }

  private let slots: [Slot]

  init(workers: Int) throws(WorkbenchError) {
    var slots: [Slot] = []
    for _ in 0..<workers {
      do { slots.append(try Slot()) } catch { throw .image(name: "the image decoder", error) }
    }
    self.slots = slots
  }

  /// Decodes with the worker's own decoder.
  func decode(
    _ bytes: [UInt8], options: DecodingOptions, worker: Int
  ) throws(ImageError) -> DecodedImage {
    try slots[worker].decoder.decode(bytes, options: options)
  }
}
