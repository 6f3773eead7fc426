/// Which nodes run together: a batch normalization with the activation and 2x2 pooling after it.
struct Fusion {
  /// What follows a normalization, by its node index.
  struct Tail: Hashable {
    var activation: Activation?
    var isPooled = false
    var output: Int
  }

  private(set) var tails: [Int: Tail] = [:]
  /// Nodes that run as part of a normalization.
  private(set) var absorbed: Set<Int> = []
  /// Tensors that are never stored.
  private(set) var hidden: Set<Int> = []

  init(_ graph: Graph) {
    let consumers = graph.consumers
    var reader: [Int: Int] = [:]
    for (index, node) in graph.nodes.enumerated() {
      for input in node.inputs { reader[input] = index }
    }
    for (index, node) in graph.nodes.enumerated() where node.operation == .batchNormalization {
      var tail = Tail(output: node.output)
      if consumers[tail.output] == 1, let next = reader[tail.output],
        case .activation(let activation) = graph.nodes[next].operation
      {
        tail.activation = activation
        take(next, after: &tail, in: graph)
      }
      if consumers[tail.output] == 1, let next = reader[tail.output],
        case .maxPool(let window) = graph.nodes[next].operation, window.height == 2,
        window.width == 2, window.stride == 2, window.padding == 0
      {
        tail.isPooled = true
        take(next, after: &tail, in: graph)
      }
      tails[index] = tail
    }
  }

  private mutating func take(_ node: Int, after tail: inout Tail, in graph: Graph) {
    hidden.insert(tail.output)
    absorbed.insert(node)
    tail.output = graph.nodes[node].output
  }
}
