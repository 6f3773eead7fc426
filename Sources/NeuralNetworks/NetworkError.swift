/// What can go wrong while building, training or loading a network.
public enum NetworkError: Error, Hashable, Sendable {
  /// A layer cannot take what comes in.
  case shape(layer: String, input: String, reason: String)
  /// The two branches of a residual block differ.
  case residual(layer: String, body: String, shortcut: String)
  /// The body of a dense block has other rows or columns than its input.
  case dense(layer: String, body: String, input: String)
  /// The last layer does not give one output a class.
  case outputs(layer: String, output: String, classes: Int)
  /// The network would need more memory than the limit.
  case tooLarge(what: String, bytes: Int, limit: Int)
  /// The processor lacks the instructions of the kernels.
  case unsupportedProcessor
  /// The data's shape or class count is not the network's.
  case dataMismatch(expected: String, found: String)
  /// There is nothing to train or to score.
  case noSamples(what: String)
  /// A label is not a class.
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// A sample weight is negative or not finite.
  case badWeight(row: Int)
  /// The recipe's class weights are not those of the data.
  case classWeights(reason: String)
  /// The schedule watches a validation set, and there is none.
  case unwatched
  /// The loss or a weight became infinite or not a number.
  case notFinite(epoch: Int, step: Int)
  /// A checkpoint lacks something or holds something else.
  case checkpoint(reason: String)
  /// A checkpoint was made with other settings.
  case checkpointMismatch(what: String, expected: String, found: String)
}

extension NetworkError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .shape(let layer, let input, let reason):
      "\(layer) cannot take its input of \(input): \(reason)"
    case .residual(let layer, let body, let shortcut):
      "\(layer) adds \(body) to \(shortcut), which must be the same shape; change the blocks or use shortcut: projection"
    case .dense(let layer, let body, let input):
      "\(layer) puts \(body) beside \(input), which must have the same rows and columns; let its blocks keep them"
    case .outputs(let layer, let output, let classes):
      "\(layer), the last layer, gives \(output), not one output for each of the \(classes) classes; end the model with 'linear'"
    case .tooLarge(let what, let bytes, let limit):
      "\(what) would need \(bytes) bytes, more than the limit of \(limit); use fewer channels or a smaller batch"
    case .unsupportedProcessor:
      "this processor lacks AVX2 or FMA, which the network's kernels need; use another machine"
    case .dataMismatch(let expected, let found):
      "the network is built for \(expected), the data has \(found); give it the data it was made for"
    case .noSamples(let what):
      "\(what) has too few samples to work with; give it at least two to train and one to score"
    case .labelOutOfRange(let row, let label, let classes):
      "row \(row) has label \(label), which is not one of the \(classes) classes; write the shards again"
    case .badWeight(let row):
      "the sample weight of row \(row) is negative or not finite; write the shards again"
    case .classWeights(let reason):
      "the recipe's class-weights cannot be used: \(reason)"
    case .unwatched:
      "reduce-on-plateau watches the validation set, and there is none; split one off or use another schedule"
    case .notFinite(let epoch, let step):
      "the loss became infinite or not a number in epoch \(epoch), step \(step); lower the learning rate"
    case .checkpoint(let reason):
      "the checkpoint cannot be used: \(reason)"
    case .checkpointMismatch(let what, let expected, let found):
      "the checkpoint's \(what) is \(found), not \(expected); resume with what it was made with or start anew"
    }
  }
}
