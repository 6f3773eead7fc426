internal import Core

/// The whole numbers that a step draws evenly from.
public struct DrawRange: Hashable, Sendable {
  /// What one number in a policy means, instead of the two ends.
  enum Short: Hashable {
    /// As far to both sides of a middle.
    case around(Int)
    /// From 0 up to it.
    case upTo
    /// From it up to a greatest number.
    case below(Int)
  }

  /// The least number.
  public let low: Int
  /// The greatest number.
  public let high: Int

  /// A number of the range, to the nearest; one draw.
  ///
  /// A range as wide to both sides of `middle` is drawn as a distance from it.
  @inline(__always)
  func draw(using luck: inout Luck, around middle: Int? = nil) -> Int {
    if let middle, low + high == 2 * middle {
      return middle + luck.symmetric(high - middle)
    }
    return luck.between(low, high)
  }

  func json(per unit: Int, short: Short) -> JSON {
    switch short {
    case .around(let middle) where low + high == 2 * middle:
      Decimal.json(high - middle, per: unit)
    case .upTo where low == 0: Decimal.json(high, per: unit)
    case .below(let most) where high == most: Decimal.json(low, per: unit)
    default: [Decimal.json(low, per: unit), Decimal.json(high, per: unit)]
    }
  }
}

extension SettingsReader {
  /// A range that is rounded to thousandths or so: one number in `single`, or a list of two in `ends`.
  mutating func range(
    _ key: String, _ single: ClosedRange<Double>, ends: ClosedRange<Double>, per unit: Int,
    short: DrawRange.Short
  ) throws(SettingsError) -> DrawRange {
    func whole(
      _ node: SettingsNode, _ range: ClosedRange<Double>
    ) throws(SettingsError) -> Int {
      Int((try node.double(in: range) * Double(unit)).rounded())
    }
    let node = try node(key)
    guard case .sequence(let list) = node.content else {
      let number = try whole(node, single)
      return switch short {
      case .around(let middle): DrawRange(low: middle - number, high: middle + number)
      case .upTo: DrawRange(low: 0, high: number)
      case .below(let most): DrawRange(low: number, high: most)
      }
    }
    guard list.count == 2 else {
      throw node.fail("expected a number, or a list of the least and the greatest")
    }
    let (low, high) = (try whole(list[0], ends), try whole(list[1], ends))
    guard low <= high else { throw node.fail("the least number stands first; exchange them") }
    return DrawRange(low: low, high: high)
  }
}
