public import Core

/// How the second picture of a pair lies over the first.
///
/// Turn it, then mirror it, then move it, all in the 48 × 48 pixels both are compared in; or else one of the two
/// is a part of the other.
public struct PairTransform: Hashable, Sendable {
  /// Pixels to the right (negative: to the left), of 48 to the width.
  public let shiftX: Int
  /// Pixels down (negative: up), of 48 to the height.
  public let shiftY: Int
  /// Whether left and right are exchanged, after the turn.
  public let isMirrored: Bool
  /// Quarter turns clockwise, 0…3.
  public let quarterTurns: Int
  /// The part of one that the other shows, instead of being moved.
  public let part: PairPart?
  /// Whether the sixth of the picture where the two differ most is left out: something lies over one of them.
  public let leavesOutWorst: Bool

  /// A transform; by default the one that changes nothing.
  public init(
    shiftX: Int = 0, shiftY: Int = 0, isMirrored: Bool = false, quarterTurns: Int = 0,
    part: PairPart? = nil, leavesOutWorst: Bool = false
  ) {
    (self.shiftX, self.shiftY, self.part) = (shiftX, shiftY, part)
    self.leavesOutWorst = leavesOutWorst
    (self.isMirrored, self.quarterTurns) = (isMirrored, quarterTurns)
  }

  /// The same without the sixth where the two differ most.
  var leavingOutTheWorst: PairTransform {
    PairTransform(
      shiftX: shiftX, shiftY: shiftY, isMirrored: isMirrored, quarterTurns: quarterTurns,
      part: part, leavesOutWorst: true)
  }

  /// Whether both lie as they are.
  public var isIdentity: Bool {
    shiftX == 0 && shiftY == 0 && !isMirrored && quarterTurns == 0 && part == nil
      && !leavesOutWorst
  }
}

extension PairTransform: CustomStringConvertible {
  /// Such as "turned by 90°, mirrored, moved by 1, -2"; "as it is" where nothing is changed.
  public var description: String {
    var parts: [String] = []
    if quarterTurns != 0 { parts.append("turned by \(90 * quarterTurns)°") }
    if isMirrored { parts.append("mirrored") }
    if shiftX != 0 || shiftY != 0 { parts.append("moved by \(shiftX), \(shiftY)") }
    if let part { parts.append(part.description) }
    if leavesOutWorst { parts.append("but for a sixth of it") }
    return parts.isEmpty ? "as it is" : parts.joined(separator: ", ")
  }
}
