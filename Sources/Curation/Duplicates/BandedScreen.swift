internal import Core
internal import Imaging

/// Screens only pairs that share a band of their perceptual hashes: for more pictures than all pairs allow.
///
/// The hash of a picture is the signs of its descriptor's 63 coefficients, that is of the lowest of its cosine
/// transform; a band is 9 of them, spread over all. A pair that differs in up to 6 signs always shares one of
/// the 7 bands, others mostly; what shares one is screened as all pairs would be. A mirror image is looked up by
/// its own hash. Approximate: `docs/duplicates.md` says how much of the exhaustive search it finds.
struct BandedScreen: Sendable {
  static let bands = 7
  private static let bits = 9

  let store: PictureStore
  let screen: Screen

  /// Pictures in a band's bucket: as first ones, and as second ones with whether they are mirrored.
  private struct Buckets {
    var rows: [[Int32]]
    var columns: [[Int32]]
  }

  /// The candidates that share the band.
  func candidates(band: Int) -> [Similarity.Candidate] {
    let buckets = buckets(band: band)
    return screen.pool.map(1 << Self.bits) { code, _ in
      candidates(rows: buckets.rows[code], columns: buckets.columns[code])
    }.flatMap { $0 }
  }

  private func buckets(band: Int) -> Buckets {
    let empty = [[Int32]](repeating: [], count: 1 << Self.bits)
    var buckets = Buckets(rows: empty, columns: empty)
    let places = Self.places(band: band)
    for number in 0..<store.count where !store.isFlat(number) {
      let plain = UnsafeBufferPointer(
        start: store.descriptors(from: number), count: Similarity.numbers)
      buckets.rows[Self.code(plain, places, mirrored: false)].append(Int32(number))
      screen.descriptor(number).withUnsafeBufferPointer { second in
        let isPlain = Self.code(second, places, mirrored: false)
        let isMirrored = Self.code(second, places, mirrored: true)
        // A mirrored picture has its number below zero.
        buckets.columns[isPlain].append(Int32(number))
        buckets.columns[isMirrored].append(-Int32(number) - 1)
      }
    }
    return buckets
  }

  /// The places in a descriptor whose signs make a band, the lowest frequencies dealt to all bands.
  private static func places(band: Int) -> [Int] {
    let ordered = (0..<64).sorted { left, right in
      (frequency(left), left) < (frequency(right), right)
    }.dropFirst()
    return stride(from: band, to: bands * bits, by: bands).map { ordered[ordered.startIndex + $0] }
  }

  /// u + v of the coefficient at a place of a descriptor.
  private static func frequency(_ place: Int) -> Int {
    let half = place % 32
    return half / 4 + 2 * (half % 4) + place / 32
  }

  private static func code(
    _ descriptor: UnsafeBufferPointer<Int16>, _ places: [Int], mirrored: Bool
  ) -> Int {
    var code = 0
    for place in places {
      let isPositive = mirrored && place >= 32 ? descriptor[place] < 0 : descriptor[place] > 0
      code = code << 1 | (isPositive ? 1 : 0)
    }
    return code
  }

  private func candidates(rows: [Int32], columns: [Int32]) -> [Similarity.Candidate] {
    guard !rows.isEmpty, !columns.isEmpty else { return [] }
    var found: [Similarity.Candidate] = []
    for start in stride(from: 0, to: columns.count, by: NearSearch.columns) {
      let part = columns[start..<min(columns.count, start + NearSearch.columns)]
      var second: [Int16] = []
      second.reserveCapacity(part.count * Similarity.numbers)
      for column in part {
        let isMirrored = column < 0
        let descriptor = screen.descriptor(Int(isMirrored ? -column - 1 : column))
        second += descriptor[..<32]
        second += isMirrored ? descriptor[32...].map { -$0 } : Array(descriptor[32...])
      }
      var packed = [Int16](repeating: 0, count: Similarity.packedNumbers(part.count))
      second.withUnsafeBufferPointer { second in
        packed.withUnsafeMutableBufferPointer { packed in
          guard let from = second.baseAddress, let to = packed.baseAddress else { return }
          Similarity.pack(from, count: part.count, into: to)
        }
      }
      for row in stride(from: 0, to: rows.count, by: NearSearch.rows) {
        let some = rows[row..<min(rows.count, row + NearSearch.rows)]
        found += candidates(rows: some, columns: part, packed: packed)
      }
    }
    return found
  }

  private func candidates(
    rows: ArraySlice<Int32>, columns: ArraySlice<Int32>, packed: [Int16]
  ) -> [Similarity.Candidate] {
    var first: [Int16] = []
    first.reserveCapacity(rows.count * Similarity.numbers)
    for row in rows {
      first += UnsafeBufferPointer(
        start: store.descriptors(from: Int(row)), count: Similarity.numbers)
    }
    return first.withUnsafeBufferPointer { first in
      packed.withUnsafeBufferPointer { packed in
        guard let left = first.baseAddress, let right = packed.baseAddress else { return [] }
        // The place of a row is below that of any column, so that every pair is seen.
        let marked = Similarity.screen(
          rows: left, rowCount: rows.count, packed: right, columnCount: columns.count,
          least: screen.least, firstRow: 0, firstColumn: rows.count)
        return marked.compactMap { candidate in
          let row = rows[rows.startIndex + Int(candidate.row)]
          let column = columns[columns.startIndex + Int(candidate.column) - rows.count]
          let isMirrored = column < 0
          let number = isMirrored ? -column - 1 : column
          // A mirrored column stands for the mirror image alone, any other for the plain one.
          guard screen.isInner ? row != number : row < number, candidate.isPlain else { return nil }
          return Similarity.Candidate(
            row: row, column: number, isPlain: !isMirrored, isMirrored: isMirrored)
        }
      }
    }
  }
}
