/// The scouts' verdicts, and which one counts.
struct SurveyBallot {
  /// What came of it.
  struct Winner {
    let scout: Int
    let verdict: LayoutVerdict
    /// What else would have fitted.
    var remarks: [String] = []
    var warnings: [String] = []
  }

  private struct Entry {
    let scout: Int
    let strength: LayoutStrength
    let result: Result<LayoutVerdict, LayoutError>
  }

  private let entries: [Entry]
  /// Why tables that were there could not be used.
  private let complaint: LayoutError?

  /// The scouts' verdicts; `failure` is what ended the reading of a table.
  init(scouts: [any LayoutScout], isForced: Bool, failure: LayoutError?) {
    complaint = failure ?? scouts.lazy.compactMap(\.complaint).first
    var entries: [Entry] = []
    for (index, scout) in scouts.enumerated() {
      do throws(LayoutError) {
        guard let verdict = try scout.verdict(isForced: isForced) else { continue }
        entries.append(Entry(scout: index, strength: verdict.strength, result: .success(verdict)))
      } catch {
        entries.append(
          Entry(scout: index, strength: type(of: scout).usualStrength, result: .failure(error)))
      }
    }
    // Stable: of equal strength the first scout stays first.
    self.entries = entries.enumerated().sorted {
      ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset)
    }.map(\.element)
  }

  /// The strongest verdict; a scout that refuses to guess counts as strong as it usually is.
  func winner(seen: String) throws(LayoutError) -> Winner {
    guard let first = entries.first else { throw complaint ?? .nothingFits(seen: seen) }
    switch first.result {
    case .success(let verdict):
      if !verdict.labelsAny, let complaint { throw complaint }
      return Winner(scout: first.scout, verdict: verdict, remarks: runnerUp(after: verdict))
    case .failure(let error):
      // A table of any program may lie beside class folders that say all there is to say.
      guard first.strength == .manifest, let other = entries.dropFirst().first,
        case .success(let verdict) = other.result, verdict.labelsAny
      else { throw error }
      return Winner(
        scout: other.scout, verdict: verdict, warnings: ["a table was not used: \(error)"])
    }
  }

  private func runnerUp(after winner: LayoutVerdict) -> [String] {
    for entry in entries.dropFirst() {
      guard case .success(let verdict) = entry.result, verdict.labelsAny,
        verdict.layout.name != winner.layout.name
      else { continue }
      return ["“\(verdict.layout.name)” would fit too (--layout \(verdict.layout.name))"]
    }
    return []
  }
}
