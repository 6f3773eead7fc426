/// The shape of one image's tensor: channels, rows, columns.
public struct Shape: Hashable, Sendable, CustomStringConvertible {
  /// Channels, C.
  public let channels: Int
  /// Rows, H.
  public let height: Int
  /// Columns, W.
  public let width: Int
  /// Whether it counts as one row of features, in the order channel, row, column.
  public let isFlat: Bool

  /// A shape.
  public init(channels: Int, height: Int, width: Int, isFlat: Bool = false) {
    (self.channels, self.height, self.width) = (channels, height, width)
    self.isFlat = isFlat
  }

  /// The number of elements.
  public var count: Int { channels * height * width }
  /// "64×24×24", or the number of features when flat.
  public var description: String { isFlat ? "\(count)" : "\(channels)×\(height)×\(width)" }

  /// Pixels of a plane.
  package var pixels: Int { height * width }
  /// Blocks of eight channels.
  package var blocks: Int { (channels + 7) / 8 }
  /// Floats of the blocked layout, surplus channels included.
  package var blockedCount: Int { blocks * 8 * pixels }
}
