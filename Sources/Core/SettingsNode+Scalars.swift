extension SettingsNode {
  /// The text that stands here.
  public func string() throws(SettingsError) -> String {
    guard case .scalar(let text, let quoted) = content, quoted || !isNull else {
      throw fail("expected a word, found \(kind)")
    }
    return text
  }

  /// The whole number that stands here, within a range if one is given.
  public func int(in range: ClosedRange<Int>? = nil) throws(SettingsError) -> Int {
    guard case .scalar(let text, quoted: false) = content,
      let value = Int(text.replacing("_", with: ""))
    else {
      throw fail("expected a whole number, found \(kind)")
    }
    if let range, !range.contains(value) {
      throw fail("\(value) is outside \(range.lowerBound)…\(range.upperBound)")
    }
    return value
  }

  /// The finite number that stands here, within a range if one is given.
  public func double(in range: ClosedRange<Double>? = nil) throws(SettingsError) -> Double {
    guard case .scalar(let text, quoted: false) = content, let value = Double(text), value.isFinite
    else {
      throw fail("expected a number, found \(kind)")
    }
    if let range, !range.contains(value) {
      throw fail("\(value) is outside \(range.lowerBound)…\(range.upperBound)")
    }
    return value
  }

  /// The truth value that stands here: true or false.
  public func bool() throws(SettingsError) -> Bool {
    switch content {
    case .scalar("true", quoted: false): return true
    case .scalar("false", quoted: false): return false
    default: throw fail("expected true or false, found \(kind)")
    }
  }

  /// One of an enumeration's raw values.
  public func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type
  ) throws(SettingsError) -> Choice where Choice.RawValue == String {
    let text = try string()
    if let choice = Choice(rawValue: text) { return choice }
    throw unknown(text, among: Choice.allCases.map(\.rawValue))
  }

  /// An error that lists what is known and names the nearest.
  public func unknown(_ word: String, among known: [String]) -> SettingsError {
    let list = known.joined(separator: ", ")
    if let nearest = EditDistance.nearest(to: word, among: known) {
      return fail("'\(word)' is not known; did you mean '\(nearest)'? (known: \(list))")
    }
    return fail("'\(word)' is not known (known: \(list))")
  }
}
