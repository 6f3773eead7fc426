extension ReferenceNetwork {
  /// A reference network with a trainer's present weights and running figures.
  package init(_ trainer: Trainer) {
    var parameters: [String: [Scalar]] = [:]
    for tensor in trainer.engine.layout.trained {
      parameters[tensor.name] = tensor.read(trainer.weights.base).map { Scalar($0) }
    }
    for tensor in trainer.engine.layout.running {
      parameters[tensor.name] = tensor.read(trainer.running.base).map { Scalar($0) }
    }
    self.init(graph: trainer.graph, parameters: parameters)
  }
}
