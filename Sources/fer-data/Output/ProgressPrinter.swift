internal import Synchronization
internal import Workbench

/// Shows progress on standard error: a live bar on a terminal, plain lines now and then otherwise.
final class ProgressPrinter: Sendable {
  private struct State {
    var step = ""
    var startedAt = 0.0
    var startedDone = 0
    var shownAt = -1e9
    var barLength = 0
  }

  private let isLive: Bool
  private let isQuiet: Bool
  private let width: Int
  private let clock: @Sendable () -> Double
  private let state = Mutex(State())

  init(isQuiet: Bool, clock: @escaping @Sendable () -> Double) {
    self.isQuiet = isQuiet
    isLive = Output.errorIsTerminal
    width = Output.terminalWidth
    self.clock = clock
  }

  /// Shows a state, at most ten times a second on a terminal and every ten seconds elsewhere.
  func show(_ progress: Progress) {
    if isQuiet { return }
    let now = clock()
    state.withLock { state in
      let isNew = state.step != progress.step
      if isNew {
        finishLine(&state)
        state = State(step: progress.step, startedAt: now, startedDone: progress.done)
        if !isLive { state.shownAt = now }
      }
      let isLast = progress.done == progress.total
      guard isLast || now - state.shownAt >= (isLive ? 0.1 : 10) else { return }
      state.shownAt = now
      let text = line(progress, elapsed: now - state.startedAt, since: state.startedDone)
      if isLive {
        let cut = String(text.prefix(width - 1))
        let padding = String(repeating: " ", count: max(0, state.barLength - cut.count))
        state.barLength = cut.count
        Output.writeToError(Array("\r\(cut)\(padding)".utf8))
        if isLast { finishLine(&state) }
      } else {
        Output.note(text)
      }
    }
  }

  /// Prints a warning above the bar.
  func warn(_ text: String) {
    if isQuiet { return }
    state.withLock { finishLine(&$0) }
    Output.note("warning: \(text)")
  }

  /// Prints what is worth reading before a step, above the bar.
  func notice(_ text: String) {
    if isQuiet { return }
    state.withLock { finishLine(&$0) }
    Output.note(text)
  }

  /// Ends a live bar, so that the next output starts a line of its own.
  func finish() {
    state.withLock { finishLine(&$0) }
  }

  private func finishLine(_ state: inout State) {
    if isLive, state.barLength > 0 { Output.writeToError([UInt8(ascii: "\n")]) }
    state.barLength = 0
  }

  private func line(_ progress: Progress, elapsed: Double, since: Int) -> String {
    let rate = elapsed > 0.2 ? Double(progress.done - since) / elapsed : nil
    var parts: [String] = []
    if let total = progress.total {
      if isLive { parts.append(bar(progress.done, of: total)) }
      parts.append("\(progress.done)/\(total) \(progress.unit)")
    } else {
      parts.append("\(progress.done) \(progress.unit)")
    }
    if let rate, rate > 0 {
      parts.append("\(Int(rate.rounded()))/s")
      if let total = progress.total, progress.done < total {
        parts.append("\(duration(Double(total - progress.done) / rate)) left")
      }
    }
    if !progress.note.isEmpty { parts.append(progress.note) }
    return "\(progress.step)  \(parts.joined(separator: "  "))"
  }

  private func bar(_ done: Int, of total: Int) -> String {
    let cells = 20
    let full = total > 0 ? min(cells, done * cells / total) : cells
    return "[" + String(repeating: "#", count: full) + String(repeating: "-", count: cells - full)
      + "]"
  }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 359_999).rounded(.up))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }
}
