internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Threads of our own for compute and for blocking calls.
///
/// The caller's thread takes part as worker 0, so a pool of one thread starts none. Indices are claimed one
/// by one in rising order by whichever worker is free; whatever must not depend on the number of threads is
/// stored by index, never by worker. When the system refuses a thread, the pool runs with fewer and gives
/// the same results. A call from inside a body of the same pool runs on the calling worker alone.
public final class WorkerPool: Sendable {
  /// The number of workers, the caller's thread included.
  public let threads: Int
  private let crew: Crew

  /// A pool of at least one worker.
  public init(threads: Int) {
    self.threads = max(1, threads)
    crew = Crew(helpers: self.threads - 1)
  }

  deinit { crew.dismiss() }

  /// Calls `body` once for every index in 0..<count and returns when all calls have.
  public func forEach(
    _ count: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Void
  ) {
    guard count > 0 else { return }
    if let worker = crew.currentWorker {
      for index in 0..<count { body(index, worker) }
    } else {
      withoutActuallyEscaping(body) { crew.run(count: count, body: $0) }
    }
  }

  /// Calls a throwing `body` for the indices in order until one fails.
  ///
  /// Of several failures the one of the lowest index is thrown, whatever the number of threads.
  public func forEach<Failure: Error>(
    _ count: Int, throwing body: @Sendable (_ index: Int, _ worker: Int) throws(Failure) -> Void
  ) throws(Failure) {
    let first = Mutex<(index: Int, error: Failure)?>(nil)
    let failedBelow = Atomic<Int>(Int.max)
    forEach(count) { index, worker in
      // Lower indices still run after a failure, so the lowest failing index is always found.
      guard index < failedBelow.load(ordering: .relaxed) else { return }
      do throws(Failure) {
        try body(index, worker)
      } catch {
        first.withLock { if $0.map({ index < $0.index }) ?? true { $0 = (index, error) } }
        failedBelow.min(index, ordering: .relaxed)
      }
    }
    if let failure = first.withLock({ $0 }) { throw failure.error }
  }

  /// The results of `body` for every index in 0..<count, in order.
  public func map<Result: Sendable>(
    _ count: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Result
  ) -> [Result] {
    guard count > 0 else { return [] }
    return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      let slots = Slots(base: buffer.baseAddress)
      forEach(count) { index, worker in
        slots.base.map { ($0 + index).initialize(to: body(index, worker)) }
      }
      initialized = count
    }
  }

  /// Storage each index of which is written by one worker.
  private struct Slots<Element>: @unchecked Sendable {
    // Safe to share: every index is claimed by exactly one worker, and `map` waits for all of them.
    let base: UnsafeMutablePointer<Element>?
  }
}
