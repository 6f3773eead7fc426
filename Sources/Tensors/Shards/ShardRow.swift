public import Core

/// One row of a shard, before it is laid out.
public struct ShardRow: Hashable, Sendable {
  /// The pixels, planar `[C, H, W]`, 0…255 whatever the shard's image type.
  public var image: [UInt8]
  /// The index of the class, 0..<K.
  public var label: Int
  /// The row's weight in the loss.
  public var weight: Float
  /// 0 for the original, 1… for its augmented copies.
  public var copy: Int
  /// A distribution over the classes, `[K]`, where the layout has soft targets.
  public var target: [Float]?
  /// The digest of the original file.
  public var contentID: ContentID
  /// The sample's key.
  public var sampleKey: SampleKey

  /// A row.
  public init(
    image: [UInt8], label: Int, weight: Float = 1, copy: Int = 0, target: [Float]? = nil,
    contentID: ContentID, sampleKey: SampleKey
  ) {
    self.image = image
    self.label = label
    self.weight = weight
    self.copy = copy
    self.target = target
    self.contentID = contentID
    self.sampleKey = sampleKey
  }

  /// Interleaved pixels `[H, W, C]` as planar `[C, H, W]`.
  public static func planar(interleaved pixels: [UInt8], channels: Int) -> [UInt8] {
    guard channels > 1 else { return pixels }
    let plane = pixels.count / channels
    return [UInt8](unsafeUninitializedCapacity: plane * channels) { planar, count in
      pixels.withUnsafeBufferPointer { source in
        for channel in 0..<channels {
          for position in 0..<plane {
            planar[channel * plane + position] = source[position * channels + channel]
          }
        }
      }
      count = plane * channels
    }
  }
}
