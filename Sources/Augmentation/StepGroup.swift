internal import Core

/// Members of which one, or some, are applied to an image.
///
/// Every member draws its values whether it is chosen or not, so that the number of draws is fixed.
struct StepGroup: Sendable {
  enum Choice: Hashable, Sendable {
    /// One member, by weight.
    case one
    /// So many different members, drawn by weight, applied in the order of the list.
    case some(ClosedRange<Int>)
  }

  /// Draws of a choice are kept in one vector.
  static let maximumMembers = 16

  let choice: Choice
  /// The chance that the group does anything.
  let probability: Double
  /// One above 0 for each member; empty when all are equal.
  let weights: [Double]
  let members: [PolicyItem]

  /// Which members are applied, a bit each: two draws for one of them; two and one a member for some.
  func draw(using luck: inout Luck) -> UInt32 {
    let happens = luck.happens(probability)
    let chosen: UInt32 =
      switch choice {
      case .one: 1 << drawOne(using: &luck)
      case .some(let counts): drawSome(counts, using: &luck)
      }
    return happens ? chosen : 0
  }

  private func drawOne(using luck: inout Luck) -> Int {
    let unit = Double(luck.unit())
    if weights.isEmpty { return min(members.count - 1, Int(unit * Double(members.count))) }
    var total = 0.0
    for weight in weights { total += weight }
    var left = unit * total
    for (index, weight) in weights.enumerated().dropLast() {
      if left < weight { return index }
      left -= weight
    }
    return members.count - 1
  }

  /// Some members by weight, without putting back.
  ///
  /// They are those with the greatest keys log(u) / weight (Efraimidis and Spirakis, 2006); of equal keys the
  /// first one counts.
  private func drawSome(_ counts: ClosedRange<Int>, using luck: inout Luck) -> UInt32 {
    let count = luck.between(counts.lowerBound, counts.upperBound)
    var keys = SIMD16<Double>(repeating: -.infinity)
    for index in 0..<members.count {
      let unit = Double(luck.unit())
      // Equal weights need no logarithm: it keeps the order.
      keys[index] =
        weights.isEmpty ? unit : Elementary.log(unit + 0x1p-25) / weights[index]
    }
    var chosen: UInt32 = 0
    for _ in 0..<count {
      var best: Int?
      for index in 0..<members.count where chosen & 1 << UInt32(index) == 0 {
        if let other = best, keys[index] <= keys[other] { continue }
        best = index
      }
      if let best { chosen |= 1 << UInt32(best) }
    }
    return chosen
  }

  /// The most members that are ever chosen.
  var most: Int {
    switch choice {
    case .one: 1
    case .some(let counts): counts.upperBound
    }
  }

  /// The word in a policy.
  var word: String {
    switch choice {
    case .one: "one-of"
    case .some: "some-of"
    }
  }
}
