/// Where everything of a run lies, for one size of the input.
///
/// Every value has a place in one arena; places are shared by values that are never alive together.
struct InferencePlan: Sendable {
  let height: Int
  let width: Int
  /// The shapes of all values; those that fusion removed have none.
  let shapes: [TensorShape?]
  /// The first float of every value in the arena; −1 for the input and for what does not exist.
  let offsets: [Int]
  /// The tables of the dense convolutions, by step.
  let tables: [Int: DenseTable]
  let arenaCount: Int
  let scratchCount: Int
  /// The input image with its padding: [C][rows][columns].
  let paddedHeight: Int
  let paddedWidth: Int

  /// Floats that one run may need at most: 4 GiB.
  static let limit = 1 << 30

  init(_ network: InferenceNetwork, height: Int, width: Int) throws(ONNXError) {
    (self.height, self.width) = (height, width)
    guard (1...Self.side).contains(height), (1...Self.side).contains(width) else {
      throw .input(reason: "\(width)×\(height) pixels are not between 1 and \(Self.side) a side")
    }
    let padding = network.inputPadding
    paddedHeight = height + padding.top + padding.bottom
    paddedWidth = width + padding.left + padding.right
    var shapes = [TensorShape?](repeating: nil, count: network.valueCount)
    shapes[0] = TensorShape([1, network.inputChannels, height, width], isBlocked: false)
    var roots = Array(0..<network.valueCount)
    var total = network.inputChannels * paddedHeight * paddedWidth
    for step in network.steps {
      let inputs = step.inputs.compactMap { shapes[$0] }
      let shape = try step.layer.shape(of: inputs, node: step.name)
      shapes[step.output] = shape
      if step.layer.isAlias { roots[step.output] = roots[step.inputs[0]] }
      total += shape.floats
      guard total <= Self.limit else {
        throw .tooLarge(
          what: "the memory of a run in bytes", count: total * 4, limit: Self.limit * 4)
      }
    }
    self.shapes = shapes
    (offsets, arenaCount) = Self.places(network, shapes, roots)
    var tables: [Int: DenseTable] = [:]
    var scratch = 0
    for (index, step) in network.steps.enumerated() {
      guard let input = shapes[step.inputs[0]] else { continue }
      if let dense = step.layer.dense {
        tables[index] = DenseTable(dense, input: input, width: paddedWidth, height: paddedHeight)
      }
      scratch = max(scratch, UnitLayout(step.layer, input: input, table: tables[index]).count)
    }
    self.tables = tables
    scratchCount = scratch
  }

  /// The longest side of an input.
  private static let side = 1 << 16

  /// The first free place for each value, largest first.
  private static func places(
    _ network: InferenceNetwork, _ shapes: [TensorShape?], _ roots: [Int]
  ) -> ([Int], Int) {
    var first = [Int](repeating: .max, count: shapes.count)
    var last = [Int](repeating: -1, count: shapes.count)
    for (time, step) in network.steps.enumerated() {
      let root = roots[step.output]
      first[root] = min(first[root], time)
      for value in step.inputs + [step.output] {
        last[roots[value]] = max(last[roots[value]], time)
      }
    }
    for value in network.outputs { last[roots[value]] = network.steps.count }
    func size(_ value: Int) -> Int { ((shapes[value]?.floats ?? 0) + 15) / 16 * 16 }
    let values = shapes.indices.filter { $0 > 0 && roots[$0] == $0 && shapes[$0] != nil }
      .sorted { size($0) == size($1) ? $0 < $1 : size($0) > size($1) }
    var offsets = [Int](repeating: -1, count: shapes.count)
    var placed: [Int] = []
    var end = 0
    for value in values {
      let living = placed.filter { first[$0] <= last[value] && first[value] <= last[$0] }
        .sorted { offsets[$0] < offsets[$1] }
      var offset = 0
      for other in living {
        if offset + size(value) <= offsets[other] { break }
        offset = max(offset, offsets[other] + size(other))
      }
      offsets[value] = offset
      placed.append(value)
      end = max(end, offset + size(value))
    }
    for value in shapes.indices where roots[value] != value {
      offsets[value] = offsets[roots[value]]
    }
    return (offsets, end)
  }
}

extension InferenceLayer {
  /// Whether the result is the same memory.
  var isAlias: Bool {
    switch self {
    case .reshape, .flatten: true
    default: false
    }
  }

  /// The dense convolution of this layer.
  var dense: Filter? {
    switch self {
    case .filter(let filter) where filter.kind != .point: filter
    case .unit(let feeder, _, _, _): feeder
    default: nil
    }
  }
}
