internal import Core
internal import DatasetCatalog
internal import Synchronization

/// Commits batches, one after the other in the order given, beside the threads that examine members.
///
/// A commit waits for the disk as long as it computes: a thread of the pool that did it would leave
/// its core idle meanwhile.
final class BatchWriter: Sendable {
  /// What the catalog said of the batches it took.
  struct Appended: Sendable {
    var records = 0
    var newContents = 0
    /// Contents that another source had brought, by its name.
    var knownContents: [String: Int] = [:]
  }

  private struct State {
    var appended = Appended()
    var failure: WorkbenchError?
  }

  /// So many batches may wait or be under way, and are in memory.
  private static let room = 2

  private let importing: ImportSession
  private let lane: Lane?
  private let state = Mutex(State())

  /// A writer with a thread of its own where there are `threads` besides, else none.
  init(_ importing: ImportSession, threads: Int) {
    self.importing = importing
    lane = threads > 1 ? Lane() : nil
  }

  /// Takes a batch; waits while two are still to be committed.
  ///
  /// - Throws: what an earlier batch failed with; then no later one is committed.
  func take(_ records: [ImportRecord]) throws(WorkbenchError) {
    guard !records.isEmpty else { return }
    if let lane {
      lane.wait(leaving: Self.room - 1)
      lane.add { [unowned self] in commit(records) }
    } else {
      commit(records)
    }
    if let failure = state.withLock({ $0.failure }) { throw failure }
  }

  /// Waits for all batches.
  ///
  /// - Throws: what the first that failed failed with.
  func finish() throws(WorkbenchError) -> Appended {
    lane?.wait()
    let state = state.withLock { $0 }
    if let failure = state.failure { throw failure }
    return state.appended
  }

  private func commit(_ records: [ImportRecord]) {
    guard state.withLock({ $0.failure == nil }) else { return }
    do throws(CatalogError) {
      let summary = try importing.append(records)
      state.withLock { state in
        state.appended.records += records.count
        state.appended.newContents += summary.newContents
        state.appended.knownContents.merge(summary.knownContents, uniquingKeysWith: +)
      }
    } catch {
      state.withLock { $0.failure = .catalog(error) }
    }
  }
}
