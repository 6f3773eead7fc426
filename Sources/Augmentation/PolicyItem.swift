internal import Core

/// What stands in a policy's list: a step, or a group of such.
enum PolicyItem: Sendable {
  case step(any AugmentationStep)
  case group(StepGroup)

  /// The steps in the order of the file.
  var steps: [any AugmentationStep] {
    switch self {
    case .step(let step): [step]
    case .group(let group): group.members.flatMap(\.steps)
    }
  }

  /// Draws for every step in the order of the file; `body` hears which of them are chosen.
  func draw(
    using luck: inout Luck, isChosen: Bool = true,
    _ body: (any AugmentationStep, Bool, inout Luck) -> Void
  ) {
    switch self {
    case .step(let step):
      body(step, isChosen, &luck)
    case .group(let group):
      let chosen = group.draw(using: &luck)
      for index in group.members.indices {
        group.members[index].draw(
          using: &luck, isChosen: isChosen && chosen >> UInt32(index) & 1 == 1, body)
      }
    }
  }

  /// How many of the steps are applied, of which the first entries of the list are the records.
  ///
  /// - Throws: ``AugmentationError/tooManyChosen(group:recorded:most:)``.
  func check(_ entries: inout ArraySlice<AugmentationTrace.Entry>) throws(AugmentationError) -> Int
  {
    switch self {
    case .step:
      return entries.popFirst()?.isApplied == true ? 1 : 0
    case .group(let group):
      var (chosen, applied) = (0, 0)
      for member in group.members {
        let steps = try member.check(&entries)
        applied += steps
        chosen += steps > 0 ? 1 : 0
      }
      guard chosen <= group.most else {
        throw .tooManyChosen(group: group.word, recorded: chosen, most: group.most)
      }
      return applied
    }
  }

  var json: JSON {
    switch self {
    case .step(let step): step.json
    case .group(let group): group.json
    }
  }
}
