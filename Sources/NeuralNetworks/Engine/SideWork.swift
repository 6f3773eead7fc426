/// Work that waiting workers may do while a pass runs, such as loading the next batch's images.
///
/// Its items must not depend on the pass, nor on each other, nor on when and where they run.
package struct SideWork: Sendable {
  /// The number of items.
  package let count: Int
  /// Does an item on a worker.
  package let body: @Sendable (_ item: Int, _ worker: Int) -> Void

  package init(count: Int, body: @escaping @Sendable (_ item: Int, _ worker: Int) -> Void) {
    (self.count, self.body) = (count, body)
  }
}

/// Deals the items of some side work evenly to the phases of a pass.
package struct SideDeal {
  private let work: SideWork?
  private var phases: Int
  private var next = 0

  package init(_ work: SideWork?, phases: Int) { (self.work, self.phases) = (work, phases) }

  /// What the next phase does besides its slices; the last phase gets all that is left.
  package mutating func part() -> SideWork? {
    guard let work, work.count > next else { return nil }
    let count = (work.count - next + max(1, phases) - 1) / max(1, phases)
    let first = next
    (next, phases) = (next + count, phases - 1)
    return SideWork(count: count) { item, worker in work.body(first + item, worker) }
  }
}
