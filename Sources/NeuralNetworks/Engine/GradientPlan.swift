/// Where the gradient of every tensor lies during the backward pass.
///
/// Gradients live in a few slots, reused as soon as a gradient has been used up. An image's part of a slot is
/// as long as the slot's largest tensor, so images never touch each other's parts.
package struct GradientPlan: Sendable {
  /// What a step does with the gradient it gives to one of its inputs.
  enum Delivery: Hashable, Sendable {
    /// Nobody needs it.
    case none
    /// The input's gradient is what the step left in its output's slot.
    case inPlace
    /// Computed into the input's slot.
    case write
    /// Added to what is in the input's slot.
    case accumulate
  }

  /// The slot of each tensor's gradient; -1 for none.
  private(set) var slots: [Int]
  /// Floats of an image's part of each slot.
  private(set) var sizes: [Int] = []
  /// For each step, how each of its inputs gets its gradient.
  private(set) var deliveries: [[Delivery]]
  /// A slot for gradients that must be computed aside and then added; -1 if never needed.
  private(set) var spare = -1

  private var free: Set<Int> = []

  init(steps: [Step], shapes: [Shape], output: Int, hasBlockedImage: Bool) {
    slots = [Int](repeating: -1, count: shapes.count)
    deliveries = steps.map { $0.inputs.map { _ in .none } }
    var readers = [Int](repeating: 0, count: shapes.count)
    for step in steps { for input in step.inputs { readers[input] += 1 } }
    slots[output] = take(shapes[output].blockedCount)
    for (index, step) in steps.enumerated().reversed() {
      let own = slots[step.output]
      guard own >= 0 else { continue }
      var isHandedOn = false
      for (position, input) in step.inputs.enumerated().reversed() where input != 0 {
        let isLast = position == 0
        let inPlace: Bool
        switch step {
        case .add: inPlace = isLast && readers[input] == 1
        case .channels(let plan): inPlace = isLast && plan.isGate && slots[input] < 0
        default: inPlace = step.isGradientInPlace && readers[input] == 1
        }
        if inPlace {
          slots[input] = own
          grow(own, shapes[input].blockedCount)
          isHandedOn = true
          deliveries[index][position] = .inPlace
        } else if slots[input] >= 0 {
          deliveries[index][position] = .accumulate
          needSpare(step, shapes[input].blockedCount)
        } else {
          slots[input] = take(shapes[input].blockedCount)
          deliveries[index][position] = .write
        }
      }
      if !isHandedOn { free.insert(own) }
    }
  }

  private mutating func needSpare(_ step: Step, _ size: Int) {
    switch step {
    case .pool, .normalization, .channels:
      if spare < 0 {
        spare = sizes.count
        sizes.append(size)
      } else {
        grow(spare, size)
      }
    default: break
    }
  }

  private mutating func grow(_ slot: Int, _ size: Int) { sizes[slot] = max(sizes[slot], size) }

  private mutating func take(_ size: Int) -> Int {
    let fitting = free.filter { sizes[$0] >= size }.min { (sizes[$0], $0) < (sizes[$1], $1) }
    let chosen = fitting ?? free.max { (sizes[$0], $0) < (sizes[$1], $1) }
    guard let chosen else {
      sizes.append(size)
      return sizes.count - 1
    }
    free.remove(chosen)
    grow(chosen, size)
    return chosen
  }
}
