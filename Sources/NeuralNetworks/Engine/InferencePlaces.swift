/// Where the tensors of a network that only predicts lie: in a few slots that are used again and again.
///
/// A tensor's slot is free as soon as its last reader has run. An image's part of every slot is as long as the
/// largest tensor, and each worker has parts for one slice of images: memory depends on the network's largest
/// tensor and the number of workers, not on its depth nor on the batch, and mostly stays in the cache.
package struct InferencePlaces {
  /// The slot of each tensor; -1 for tensors that are never stored.
  package private(set) var slots: [Int]
  /// The number of slots.
  package private(set) var count = 0

  package init(steps: [Step], tensors: Int, output: Int) {
    slots = [Int](repeating: -1, count: tensors)
    var lastReader = [Int](repeating: -1, count: tensors)
    for (index, step) in steps.enumerated() {
      for input in step.inputs { lastReader[input] = index }
    }
    lastReader[output] = steps.count
    var free: [Int] = []
    for (index, step) in steps.enumerated() {
      if let slot = free.popLast() {
        slots[step.output] = slot
      } else {
        slots[step.output] = count
        count += 1
      }
      // An output that nobody reads is free at once.
      for tensor in Set(step.inputs + [step.output]).sorted()
      where slots[tensor] >= 0 && lastReader[tensor] <= index {
        free.append(slots[tensor])
        lastReader[tensor] = steps.count
      }
    }
  }

  /// Floats of an image's part of every slot: the largest tensor that is stored.
  static func stride(_ graph: Graph, _ fused: Fusion, isPlanar: Bool) -> Int {
    graph.shapes.indices.filter { !fused.hidden.contains($0) && !(isPlanar && $0 == 0) }
      .map { graph.shapes[$0].blockedCount }.max() ?? 0
  }
}
