/// Joins neighbouring operations, so that the memory is passed once.
///
/// Only a value that one operation alone reads, and that is no output, may vanish. What is computed does not
/// change, but for batch normalization, whose factors are multiplied into the weights and rounded once.
enum InferenceFusion {
  static func fused(_ steps: [InferenceStep], outputs: [Int]) -> [InferenceStep] {
    var steps = steps
    while let (first, second, layer) = pair(steps, outputs) {
      steps[second].layer = layer
      steps[second].inputs = steps[first].inputs
      steps.remove(at: first)
    }
    return steps
  }

  /// The first two steps that can be one.
  private static func pair(
    _ steps: [InferenceStep], _ outputs: [Int]
  ) -> (Int, Int, InferenceLayer)? {
    var readers: [Int: [Int]] = [:]
    for (index, step) in steps.enumerated() {
      for input in step.inputs { readers[input, default: []].append(index) }
    }
    for (index, step) in steps.enumerated() where !outputs.contains(step.output) {
      guard let next = readers[step.output], next.count == 1,
        let layer = joined(step.layer, steps[next[0]].layer)
      else { continue }
      return (index, next[0], layer)
    }
    return nil
  }

  private static func joined(_ first: InferenceLayer, _ second: InferenceLayer) -> InferenceLayer? {
    switch (first, second) {
    case (.filter(var filter), .normalization(let scale, let shift))
    where !filter.isRectified && filter.filters == scale.count:
      filter.fold(scale: scale, shift: shift)
      return .filter(filter)
    case (.filter(var filter), .activation(.relu)):
      filter.isRectified = true
      return .filter(filter)
    case (.unit(let feeder, let point, var depth, false), .activation(.relu)):
      depth.isRectified = true
      return .unit(feeder: feeder, point: point, depth: depth, isPooled: false)
    case (.unit(let feeder, let point, var depth, false), .normalization(let scale, let shift))
    where !depth.isRectified && depth.filters == scale.count:
      depth.fold(scale: scale, shift: shift)
      return .unit(feeder: feeder, point: point, depth: depth, isPooled: false)
    case (.filter(let filter), .unit(nil, nil, let depth, let isPooled)) where filter.kind == .point:
      return .unit(feeder: nil, point: filter, depth: depth, isPooled: isPooled)
    case (.filter(let filter), .unit(nil, let point?, let depth, let isPooled))
    where filter.kind != .point:
      return .unit(feeder: filter, point: point, depth: depth, isPooled: isPooled)
    case (
      .unit(let feeder, let point, let depth, false),
      .maxPool(InferenceWindow(height: 2, width: 2, stride: 2))
    ):
      return .unit(feeder: feeder, point: point, depth: depth, isPooled: true)
    default: return nil
    }
  }
}
