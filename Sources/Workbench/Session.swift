public import Core

/// What every use case is given from outside: threads, where to tell progress, and whether to stop.
public struct Session: Sendable {
  /// The threads all compute runs on.
  public let pool: WorkerPool
  /// Receives progress, from any thread.
  public let report: @Sendable (Progress) -> Void
  /// Receives warnings and findings worth a line, from any thread.
  public let warn: @Sendable (String) -> Void
  /// Receives what is worth reading before a step begins, such as its plan, from any thread.
  public let notice: @Sendable (String) -> Void
  /// Whether the user asked to stop; use cases stop at the next safe point.
  public let isCancelled: @Sendable () -> Bool
  /// Seconds on a clock that only `run.json` and progress may see.
  public let clock: @Sendable () -> Double

  /// A session.
  public init(
    pool: WorkerPool,
    report: @escaping @Sendable (Progress) -> Void = { _ in },
    warn: @escaping @Sendable (String) -> Void = { _ in },
    notice: @escaping @Sendable (String) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { false },
    clock: @escaping @Sendable () -> Double = { 0 }
  ) {
    (self.pool, self.report, self.warn, self.notice) = (pool, report, warn, notice)
    (self.isCancelled, self.clock) = (isCancelled, clock)
  }

  /// Throws when the user asked to stop, saying how to go on.
  func checkCancelled(_ resume: String) throws(WorkbenchError) {
    if isCancelled() { throw .cancelled(resume: resume) }
  }
}
