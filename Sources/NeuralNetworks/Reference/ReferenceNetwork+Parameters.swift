extension ReferenceNetwork {
  /// A reference network with a trainer's present weights and running figures.
  package init(_ trainer: Trainer) {
    var parameters: [String: [Double]] = [:]
    for tensor in trainer.engine.layout.trained {
      parameters[tensor.name] = tensor.read(trainer.weights.base).map(Double.init)
    }
    for tensor in trainer.engine.layout.running {
      parameters[tensor.name] = tensor.read(trainer.running.base).map(Double.init)
    }
    self.init(graph: trainer.graph, parameters: parameters)
  }
}
