internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Turns Ctrl-C and a polite kill into a flag; a second Ctrl-C ends the program at once.
final class Interruption: @unchecked Sendable {
  // Safe to share: the sources are set in `init` and only kept alive afterwards; the counter is atomic.
  private let requests = Atomic<Int>(0)
  private let sources: [any DispatchSourceSignal]

  init() {
    let queue = DispatchQueue(label: "fer-data.signals")
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    for source in sources {
      source.setEventHandler { [weak self] in
        guard let self else { return }
        if self.requests.wrappingAdd(1, ordering: .relaxed).oldValue > 0 { _exit(130) }
      }
      source.resume()
    }
    // A reader of our output that goes away is an error of the write, not a silent death.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Whether the user asked to stop.
  var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }
}
