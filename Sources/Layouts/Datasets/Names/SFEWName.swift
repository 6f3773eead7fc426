/// A file of SFEW: "Airheads_000519240_00000005.png" is movie, timestamp and frame.
struct SFEWName {
  let movie: Substring

  init?(_ file: Substring) {
    let bytes = file.utf8
    guard var end = bytes.lastIndex(of: UInt8(ascii: ".")),
      SFEWName.goBack(over: 8...8, in: bytes, from: &end),
      SFEWName.goBack(over: 6...12, in: bytes, from: &end), end > bytes.startIndex
    else { return nil }
    movie = file[..<end]
  }

  /// Goes back over digits and the underscore before them.
  private static func goBack(
    over digits: ClosedRange<Int>, in bytes: Substring.UTF8View, from end: inout String.Index
  ) -> Bool {
    var index = end
    var count = 0
    while index > bytes.startIndex {
      index = bytes.index(before: index)
      let byte = bytes[index]
      if (0x30...0x39).contains(byte), count < digits.upperBound {
        count += 1
      } else if byte == UInt8(ascii: "_"), digits.contains(count) {
        end = index
        return true
      } else {
        return false
      }
    }
    return false
  }
}
