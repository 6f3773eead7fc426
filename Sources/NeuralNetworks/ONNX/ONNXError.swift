/// What can go wrong while reading, building or running an ONNX model.
public enum ONNXError: Error, Hashable, Sendable {
  /// Something is larger than the limit; nothing was allocated for it.
  case tooLarge(what: String, count: Int, limit: Int)
  /// The bytes are not ONNX's wire format.
  case damaged(offset: Int, reason: String)
  /// The model lacks something it must have.
  case missing(what: String)
  /// The model was written for a version of the operators that is not known here.
  case unsupportedVersion(found: Int, known: ClosedRange<Int>)
  /// A node asks for an operator that is not known here.
  case unsupportedOperator(node: String, name: String)
  /// A node uses a known operator in a way that is not known here.
  case unsupportedUse(node: String, reason: String)
  /// A tensor's type or storage is not known here.
  case unsupportedTensor(tensor: String, reason: String)
  /// A tensor does not hold what its shape says.
  case badTensor(tensor: String, reason: String)
  /// A node reads a value that nothing before it defines; a cycle shows as this, too.
  case undefinedValue(node: String, value: String)
  /// Two nodes, inputs or initializers define one value.
  case duplicateValue(String)
  /// A node cannot take what comes in.
  case shape(node: String, reason: String)
  /// What is given to a network is not what its input takes.
  case input(reason: String)
  /// The processor lacks the instructions of the kernels.
  case unsupportedProcessor
}

extension ONNXError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .tooLarge(let what, let count, let limit):
      "\(what): \(count) is more than the limit of \(limit); give a smaller one"
    case .damaged(let offset, let reason):
      "the model is not sound ONNX at byte \(offset): \(reason); fetch the file again"
    case .missing(let what):
      "the model has no \(what); check that it is the right file"
    case .unsupportedVersion(let found, let known):
      "the model needs version \(found) of ONNX's operators, of which \(known.lowerBound) to \(known.upperBound) are known here; export it for one of them"
    case .unsupportedOperator(let node, let name):
      "node '\(node)' is a \(name), which is not known here; export the model without it"
    case .unsupportedUse(let node, let reason):
      "node '\(node)' \(reason), which is not known here; export the model without it"
    case .unsupportedTensor(let tensor, let reason):
      "tensor '\(tensor)' \(reason), which is not known here; export the model with plain float tensors"
    case .badTensor(let tensor, let reason):
      "tensor '\(tensor)' \(reason); fetch the file again"
    case .undefinedValue(let node, let value):
      "node '\(node)' reads '\(value)', which nothing before it defines; fetch the file again"
    case .duplicateValue(let value):
      "the value '\(value)' is defined twice; fetch the file again"
    case .shape(let node, let reason):
      "node '\(node)' cannot take its input: \(reason)"
    case .input(let reason):
      "the network cannot take this input: \(reason)"
    case .unsupportedProcessor:
      "this processor lacks AVX2 or FMA, which the network's kernels need; use another machine"
    }
  }
}
