/// How strongly each facial action is shown, mostly 0 (not at all) to 1 (fully).
package struct ActionUnits: Hashable, Sendable {
  private var values = [Float](repeating: 0, count: ActionUnit.allCases.count)

  /// The side of the face that one-sided actions (the dimple) use: −1 or 1, in image direction.
  package var side: Float = 1

  /// A face at rest.
  package init() {}

  /// The intensity of one action.
  package subscript(unit: ActionUnit) -> Float {
    get { values[unit.rawValue] }
    set { values[unit.rawValue] = newValue }
  }

  /// Keeps every intensity between 0 and a little beyond the full action.
  mutating func clamp() {
    for index in values.indices { values[index] = min(max(values[index], 0), 1.15) }
  }
}
