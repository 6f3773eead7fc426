internal import CPixelKernels

extension Similarity {
  /// How many numbers ``overlaps(of:shift:into:)`` writes.
  public static func overlapNumbers(shift: Int) -> Int { 2 * (2 * shift + 1) * (2 * shift + 1) }

  /// Writes the sums a picture needs for being moved against others by up to `shift` pixels, 0…4.
  public static func overlaps(
    of picture: UnsafePointer<UInt8>, shift: Int, into sums: UnsafeMutablePointer<Int32>
  ) {
    fer_pixels_overlaps(picture, Int32(shift), sums)
  }

  /// Where the second picture, moved by up to `shift` pixels, lies best over the first.
  ///
  /// - Parameter mirrored: whether left and right of the second are exchanged first.
  public static func fit(
    _ first: UnsafePointer<UInt8>, _ firstSums: UnsafePointer<Int32>,
    _ second: UnsafePointer<UInt8>, _ secondSums: UnsafePointer<Int32>, mirrored: Bool, shift: Int
  ) -> Fit {
    let fit = fer_pixels_correlate(
      first, firstSums, second, secondSums, mirrored ? 1 : 0, Int32(shift))
    return Fit(millionths: fit.millionths, x: Int(fit.x), y: Int(fit.y))
  }

  /// Descriptors in one pack.
  public static let packColumns = Int(FER_SCREEN_COLUMNS)

  /// How many numbers the packs of so many descriptors take.
  public static func packedNumbers(_ count: Int) -> Int {
    (count + packColumns - 1) / packColumns * packColumns * numbers
  }

  /// Packs descriptors as the screen reads its columns.
  public static func pack(
    _ descriptors: UnsafePointer<Int16>, count: Int, into packed: UnsafeMutablePointer<Int16>
  ) {
    for start in stride(from: 0, to: count, by: packColumns) {
      fer_pixels_screen_pack(
        descriptors + start * numbers, Int32(min(packColumns, count - start)),
        packed + start * numbers)
    }
  }

  /// The pairs of a row and a later column whose descriptors' products sum to `least` or more, as they are or
  /// mirrored, in a fixed order.
  ///
  /// One product a pair serves both: mirroring changes the sign of half of it. Complexity: rows × columns × 64.
  public static func screen(
    rows: UnsafePointer<Int16>, rowCount: Int, packed: UnsafePointer<Int16>, columnCount: Int,
    least: Int, firstRow: Int, firstColumn: Int
  ) -> [Candidate] {
    let room = rowCount * columnCount
    return withUnsafeTemporaryAllocation(of: fer_pixels_candidate.self, capacity: room) { found in
      let count = fer_pixels_screen(
        rows, Int32(rowCount), packed, Int32(columnCount), Int32(least), Int32(firstRow),
        Int32(firstColumn), found.baseAddress, room)
      return found[..<min(count, room)].map {
        Candidate(
          row: $0.row, column: $0.column, isPlain: $0.mirrors & 1 != 0,
          isMirrored: $0.mirrors & 2 != 0)
      }
    }
  }
}
