public import Core

/// Where the time of a training run went, by layer and pass.
///
/// Seconds are those of all workers together; what is left of wall time times workers is waiting: for the
/// slowest slice of a phase, for what one thread does alone, and for the operating system.
public struct TrainingProfile: Hashable, Sendable {
  /// One pass of one layer.
  public struct Row: Hashable, Sendable {
    /// The path of its block in the recipe.
    public let layer: String
    /// What it does and gives, such as "convolution 3×3, 64×24×24".
    public let kind: String
    /// "forward", "data gradient", "weight gradient" or "prediction".
    public let pass: String
    /// Seconds of all workers.
    public let seconds: Double
    /// Images it was done for.
    public let images: Int
    /// Operations of the direct method, two a multiplication with its addition, in 10⁹.
    public let gigaflop: Double
  }

  /// One of the other things that take time.
  public struct Activity: Hashable, Sendable {
    /// What it is.
    public let name: String
    /// Seconds of all workers.
    public let seconds: Double

    /// Something that takes time.
    public init(name: String, seconds: Double) { (self.name, self.seconds) = (name, seconds) }
  }

  /// Workers.
  public let threads: Int
  /// Seconds on the wall.
  public let elapsed: Double
  /// What a thread can do, all at work, in GFLOP/s of fused multiply-adds.
  public let peak: Double
  /// Layers in the order they run, each with its passes.
  public let rows: [Row]
  /// Everything else that was timed.
  public let activities: [Activity]
  /// Seconds of workers that are in neither: waiting.
  public var waiting: Double {
    let busy = rows.reduce(0) { $0 + $1.seconds } + activities.reduce(0) { $0 + $1.seconds }
    return max(0, elapsed * Double(threads) - busy)
  }

  /// The profile as an object.
  public var json: JSON {
    [
      "activities": .array(
        activities.map { ["name": .string($0.name), "thread_seconds": Self.number($0.seconds)] }),
      "fma_peak_gflops_per_thread": Self.number(peak),
      "layers": .array(
        rows.map { row in
          [
            "gflop": Self.number(row.gigaflop), "images": .integer(row.images),
            "gflops_per_thread": row.gigaflop > 0 && row.seconds > 0
              ? Self.number(row.gigaflop / row.seconds) : .null,
            "kind": .string(row.kind), "layer": .string(row.layer), "pass": .string(row.pass),
            "thread_seconds": Self.number(row.seconds),
          ]
        }),
      "threads": .integer(threads), "wall_seconds": Self.number(elapsed),
      "waiting_thread_seconds": Self.number(waiting),
    ]
  }

  private static func number(_ value: Double) -> JSON {
    .number((value * 1e6).rounded() / 1e6)
  }
}

extension TrainingProfile {
  init(_ profiler: Profiler, _ engine: Engine) {
    (threads, peak, elapsed) = (profiler.threads, profiler.peak, profiler.elapsed)
    rows = engine.steps.enumerated().flatMap { index, step in
      let (name, kind) = engine.graph.profileLabel(of: step)
      return ProfilePass.allCases.compactMap { pass -> Row? in
        let (seconds, images) = profiler.total(index, pass)
        guard images > 0 else { return nil }
        return Row(
          layer: name, kind: kind, pass: pass.name, seconds: seconds, images: images,
          gigaflop: Double(step.multiplyAdds) * 2e-9 * Double(images))
      }
    }
    activities = ProfileActivity.allCases.map {
      Activity(name: $0.name, seconds: profiler.total($0))
    }
  }
}

extension Step {
  /// Multiplications with additions for one image, forward; each gradient takes as many.
  fileprivate var multiplyAdds: Int {
    switch self {
    case .convolution(let plan): plan.outputShape.count * plan.filter.fanIn
    case .depthwise(let plan): plan.multiplyAdds
    default: 0
    }
  }
}

extension Graph {
  /// The path and the kind of what a step does; fused nodes are named together, after the first.
  fileprivate func profileLabel(of step: Step) -> (name: String, kind: String) {
    // Fused nodes form a chain that ends in the step's output.
    var chain: [Node] = []
    var tensor = step.output
    while let node = nodes.first(where: { $0.output == tensor }) {
      chain.insert(node, at: 0)
      if step.inputs.contains(where: node.inputs.contains) { break }
      tensor = node.inputs[0]
    }
    guard let first = chain.first else { return ("image", "blocked layout") }
    let kinds = chain.map { node in
      if case .depthwise(let filter) = node.operation {
        let stride = filter.stride > 1 ? " stride \(filter.stride)" : ""
        return "depthwise \(filter.kernel)×\(filter.kernel)\(stride)"
      }
      guard case .convolution(let filter) = node.operation, !filter.isLinear else {
        return node.operation.name
      }
      let stride = filter.stride > 1 ? " stride \(filter.stride)" : ""
      return "convolution \(filter.kernelHeight)×\(filter.kernelWidth)\(stride)"
    }
    return (first.name, kinds.joined(separator: ", ") + ", \(shapes[step.output])")
  }
}
