/// Rounds numbers to whole ones whose sum is the rounded sum (cgdeboer's iteround, as cleanlab has it).
enum WholeNumbers {
  /// Rounds half to even; what the sum then lacks goes, one each, to those that rounding took most from, and what
  /// it has too much is taken from those that rounding gave most.
  ///
  /// Of equal remainders the last is raised first and the first is lowered first: what numpy's stable sort gives.
  static func rounding(_ values: [Double]) -> [Int] {
    var whole = values.map { $0.rounded(.toNearestOrEven) }
    let aim = PairwiseSum.of(values).rounded(.toNearestOrEven)
    while true {
      let lack = aim - PairwiseSum.of(whole)
      guard abs(lack) > 1e-6 else { break }
      let rest = zip(values, whole).map { $0 - $1 }
      let order = rest.indices.sorted { (rest[$0], $0) < (rest[$1], $1) }
      let changes = min(Int(abs(lack)), values.count)
      if lack > 0 {
        for place in order.reversed().prefix(changes) { whole[place] += 1 }
      } else {
        for place in order.prefix(changes) { whole[place] -= 1 }
      }
    }
    return whole.map { Int($0) }
  }
}
