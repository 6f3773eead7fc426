public import Core

/// What a shard's rows look like; every row of a shard has the same size.
public struct ShardLayout: Hashable, Sendable {
  /// The size shards aim at, in bytes.
  public static let defaultShardBytes = 64 << 20

  /// The split the rows belong to.
  public let split: Split
  /// How pixels are stored: U8, or F16 or F32 as x/255.
  public let imageType: TensorType
  /// C of `[N, C, H, W]`.
  public let channels: Int
  /// H of `[N, C, H, W]`.
  public let height: Int
  /// W of `[N, C, H, W]`.
  public let width: Int
  /// K, the number of classes.
  public let classCount: Int
  /// Whether each row carries a distribution over the classes besides its label.
  public let softTargets: Bool

  /// A layout whose sizes were checked.
  ///
  /// - Throws: `TensorError.badLayout`.
  public init(
    split: Split, imageType: TensorType = .u8, channels: Int, height: Int, width: Int,
    classCount: Int, softTargets: Bool = false
  ) throws(TensorError) {
    guard [.u8, .f16, .f32].contains(imageType) else {
      throw .badLayout(reason: "images cannot be \(imageType.rawValue), only U8, F16 or F32")
    }
    guard channels > 0, height > 0, width > 0,
      let bytes = imageType.byteCount(of: [channels, height, width]), bytes <= 1 << 30
    else { throw .badLayout(reason: "images of \(channels)×\(height)×\(width)") }
    guard (1...256).contains(classCount) else {
      throw .badLayout(reason: "\(classCount) classes")
    }
    self.split = split
    self.imageType = imageType
    self.channels = channels
    self.height = height
    self.width = width
    self.classCount = classCount
    self.softTargets = softTargets
  }

  /// The number of values in one image, C·H·W.
  public var imageValues: Int { channels * height * width }
  /// The bytes of one image.
  public var imageBytes: Int { imageValues * imageType.size }
  /// The bytes of one row in all tensors together.
  public var bytesPerRow: Int {
    imageBytes + 8 + 8 + 4 + 4 + 32 + 32 + (softTargets ? 4 * classCount : 0)
  }

  /// How many rows a shard of about `targetBytes` holds; at least one.
  public func rowsPerShard(targetBytes: Int = defaultShardBytes) -> Int {
    max(1, targetBytes / bytesPerRow)
  }

  /// The shards of `rows` rows in order; a split without rows still has one, empty shard.
  public func plan(rows: Int, targetBytes: Int = defaultShardBytes) -> [PlannedShard] {
    let size = rowsPerShard(targetBytes: targetBytes)
    let count = max(1, (rows + size - 1) / size)
    return (0..<count).map { index in
      PlannedShard(
        name: Self.shardName(split: split, index: index, of: count),
        rows: index * size..<min(rows, (index + 1) * size))
    }
  }

  /// The name of a shard's file: `train-00000-of-00008.safetensors`.
  public static func shardName(split: Split, index: Int, of count: Int) -> String {
    "\(split.rawValue)-\(fiveDigits(index))-of-\(fiveDigits(count)).safetensors"
  }

  private static func fiveDigits(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// The tensors of a shard of `rows` rows.
  func tensors(rows: Int) -> [(name: String, type: TensorType, shape: [Int])] {
    var tensors: [(name: String, type: TensorType, shape: [Int])] = [
      ("labels", .i64, [rows]),
      ("row_crc32c", .i64, [rows]),
      ("copies", .i32, [rows]),
      ("weights", .f32, [rows]),
      ("content_ids", .u8, [rows, Digest.byteCount]),
      ("sample_keys", .u8, [rows, Digest.byteCount]),
      ("images", imageType, [rows, channels, height, width]),
    ]
    if softTargets { tensors.append(("targets", .f32, [rows, classCount])) }
    return tensors
  }
}
