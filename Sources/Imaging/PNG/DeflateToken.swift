/// A literal byte, or a length and a distance to copy from, with their symbols and extra bits.
struct DeflateToken {
  private let packed: UInt32

  init(literal: UInt8) { packed = UInt32(literal) }

  init(length: Int, distance: Int) { packed = 1 << 31 | UInt32(length) << 16 | UInt32(distance) }

  var isMatch: Bool { packed >> 31 == 1 }
  private var length: Int { Int(packed >> 16 & 0x7FFF) }
  private var distance: Int { Int(packed & 0xFFFF) }

  /// The symbol in the alphabet of literals and lengths.
  var symbol: Int { isMatch ? 257 + lengthPlace : Int(packed) }
  var lengthExtra: (bits: Int, count: Int) {
    (length - Self.lengthBases[lengthPlace], Self.lengthExtras[lengthPlace])
  }
  var distanceSymbol: Int { Self.place(distance, in: Self.distanceBases) }
  var distanceExtra: (bits: Int, count: Int) {
    let symbol = distanceSymbol
    return (distance - Self.distanceBases[symbol], max(0, symbol / 2 - 1))
  }

  private var lengthPlace: Int { Self.place(length, in: Self.lengthBases) }

  private static func place(_ value: Int, in bases: [Int]) -> Int {
    var (low, high) = (0, bases.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if bases[middle] <= value { low = middle } else { high = middle - 1 }
    }
    return low
  }

  private static let lengthExtras =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]
}
