/// Mean and standard deviation per channel from integer sums.
///
/// Sums of integers do not depend on the order in which they are taken, so any number of threads
/// may each fill their own and merge them.
public struct PixelStatistics: Hashable, Sendable {
  /// The number of pixels seen in each channel.
  public private(set) var count: UInt64 = 0
  /// Σx of each channel, x in 0…255.
  public private(set) var sums: [UInt64]
  /// Σx² of each channel.
  public private(set) var squares: [UInt64]

  /// Nothing seen yet in `channels` channels.
  public init(channels: Int) {
    sums = Array(repeating: 0, count: channels)
    squares = Array(repeating: 0, count: channels)
  }

  /// Adds one image, planar `[C, H, W]`; its bytes must be a multiple of the channels.
  public mutating func add(planar image: UnsafeRawBufferPointer) {
    guard !sums.isEmpty else { return }
    let plane = image.count / sums.count
    for channel in sums.indices {
      // A plane of 2^31 pixels still fits: 2^31 · 255² < 2^63.
      var sum: UInt64 = 0
      var square: UInt64 = 0
      for position in channel * plane..<(channel + 1) * plane {
        let value = UInt64(image[position])
        sum &+= value
        square &+= value &* value
      }
      sums[channel] += sum
      squares[channel] += square
    }
    count += UInt64(plane)
  }

  /// Adds one image, planar `[C, H, W]`.
  public mutating func add(planar image: [UInt8]) {
    image.withUnsafeBytes { add(planar: $0) }
  }

  /// Adds what another thread has seen in the same channels.
  public mutating func merge(_ other: PixelStatistics) {
    for channel in sums.indices {
      sums[channel] += other.sums[channel]
      squares[channel] += other.squares[channel]
    }
    count += other.count
  }

  /// The mean of each channel in 0…1; 0 where nothing was seen.
  public var mean: [Double] {
    sums.map { count == 0 ? 0 : Double($0) / (Double(count) * 255) }
  }

  /// The population standard deviation of each channel in 0…1; 0 for constant pixels.
  public var standardDeviation: [Double] {
    zip(sums, squares).map { sum, square in
      guard count > 0 else { return 0 }
      // n·Σx² − (Σx)² is exact and not negative.
      let scaled = UInt128(count) * UInt128(square) - UInt128(sum) * UInt128(sum)
      return Double(scaled).squareRoot() / (Double(count) * 255)
    }
  }
}
