/// The sum of an array in numpy's order, so that means and joints have its bits.
///
/// Eight partial sums taken over blocks of at most 128 values, longer arrays halved: the error grows with the
/// logarithm of the length (Higham, 1993).
enum PairwiseSum {
  static func of(_ values: [Double]) -> Double { of(values[...]) }

  static func of(_ values: ArraySlice<Double>) -> Double {
    let (start, count) = (values.startIndex, values.count)
    if count < 8 { return values.reduce(0, +) }
    if count > 128 {
      let half = count / 2 - count / 2 % 8
      return of(values[start..<start + half]) + of(values[start + half..<values.endIndex])
    }
    var part = SIMD8<Double>(repeating: 0)
    for lane in 0..<8 { part[lane] = values[start + lane] }
    let whole = count - count % 8
    for place in stride(from: 8, to: whole, by: 8) {
      for lane in 0..<8 { part[lane] += values[start + place + lane] }
    }
    var sum =
      ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]))
    for place in whole..<count { sum += values[start + place] }
    return sum
  }
}
