internal import Core

extension ClassResolver {
  /// Checks that every emotion votes can be about has a class.
  ///
  /// - Throws: `LayoutError.taxonomyLacks`.
  package func requireVoteClasses() throws(LayoutError) {
    let lacking = zip(Emotion.allCases, voteClasses).filter { $0.1 == nil }.map(\.0)
    guard lacking.isEmpty else {
      throw .taxonomyLacks(emotions: lacking.map(\.rawValue), taxonomy: taxonomy.name)
    }
  }

  func resolve(_ votes: Votes) -> LabelResolution {
    let classes = voteClasses.compactMap { $0 }
    guard classes.count == Votes.emotionCount else {
      do { try requireVoteClasses() } catch { return .rejected(reason: error.description) }
      return .rejected(reason: "votes need a class for each of eight emotions")
    }
    switch rule.outcome(of: votes) {
    case .label(let emotion, let targets):
      return .label(
        ResolvedLabel(
          classIndex: classes[emotion], targets: targets.map { spread($0, over: classes) }))
    case .dropped(let reason):
      guard let index = stand(in: votes, classes) else {
        return .rejected(reason: reason + ", and no vote or word names an emotion to file it under")
      }
      return .label(ResolvedLabel(classIndex: index, exclusion: reason))
    }
  }

  /// The targets by class; emotions that a renaming led to one class add up to at most 1.
  private func spread(_ targets: [Float], over classes: [Int]) -> [Float] {
    var spread = [Float](repeating: rule == .multiTarget ? 0.001 : 0, count: taxonomy.count)
    for (target, index) in zip(targets, classes) {
      spread[index] = rule == .multiTarget ? max(spread[index], target) : spread[index] + target
    }
    return spread
  }

  /// The class a dropped row is filed under: its own word, else most of its emotion votes.
  private func stand(in votes: Votes, _ classes: [Int]) -> Int? {
    for word in votes.fallback {
      if let index = meaning(of: word).flatMap({ $0 }) { return index }
    }
    let counts = Array(votes.counts.prefix(Votes.emotionCount))
    let best = VoteRule.firstOfLargest(counts)
    return counts[best] > 0 ? classes[best] : nil
  }
}
