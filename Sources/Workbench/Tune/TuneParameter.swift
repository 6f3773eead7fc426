internal import Core

/// One setting that a search varies, and the values it may take.
struct TuneParameter: Sendable {
  /// One of a list of values.
  struct Choice: Sendable {
    /// As tables and charts name it; no two of one parameter are alike.
    let label: String
    let node: SettingsNode
  }

  /// The values.
  enum Domain: Sendable {
    case choices([Choice])
    case range(TuneRange)
  }

  /// The setting's place: in the recipe, or `recipe` or `augmentation` as a whole.
  let path: SettingPath
  /// Where the space names it.
  let node: SettingsNode
  let domain: Domain

  /// The values of a grid, in their order; empty for a range without `points`.
  var gridValues: [TuneValue] {
    switch domain {
    case .choices(let choices): choices.indices.map { value(choice: $0, of: choices) }
    case .range(let range): range.gridValues.map { value(number: $0) }
    }
  }

  /// The values that a check must try: every choice, both ends of a range.
  var extremes: [TuneValue] {
    switch domain {
    case .choices: gridValues
    case .range(let range): [value(number: range.low), value(number: range.high)]
    }
  }

  /// The value of one trial, by its own luck.
  ///
  /// The stream depends on the seed, the parameter's name and the trial's number alone, so that neither more
  /// trials nor another parameter changes it. A list takes one 64-bit draw, a range one of 52 bits.
  func draw(trial: Int, key: LuckKey) -> TuneValue {
    var luck = key.luck(
      for: Digest.sha256(of: path.text).first8, epoch: UInt32(truncatingIfNeeded: trial))
    switch domain {
    case .choices(let choices):
      return value(choice: luck.index(below: choices.count), of: choices)
    case .range(let range):
      return value(number: range.value(at: Double(luck.nextUInt64() >> 12) * 0x1p-52))
    }
  }

  private func value(choice: Int, of choices: [Choice]) -> TuneValue {
    TuneValue(
      text: choices[choice].label, position: Double(choice), node: choices[choice].node)
  }

  private func value(number: Double) -> TuneValue {
    let isWhole = number == number.rounded() && abs(number) < 1e15
    let text = isWhole ? String(Int(number)) : number.description
    return TuneValue(
      text: text, position: number,
      node: SettingsNode(
        file: node.file, line: node.line, path: path.text, content: .scalar(text, quoted: false)))
  }
}

/// What one parameter is in one trial.
struct TuneValue: Sendable {
  /// As tables and charts show it.
  let text: String
  /// The number itself, or the place in the list of choices, from 0.
  let position: Double
  /// As the recipe takes it.
  let node: SettingsNode
}
