public import Archives
public import Core
public import DatasetCatalog
public import Evaluation
public import Imaging
public import Layouts
public import NeuralNetworks
public import Sampling
public import SyntheticFaces
public import Tensors

/// Why a use case failed; every text is one sentence with the remedy.
public enum WorkbenchError: Error, Hashable, Sendable {
  /// The flags or settings do not make sense together.
  case usage(String)
  /// A file could not be read or written.
  case file(FileError)
  /// A settings file is wrong.
  case settings(SettingsError)
  /// The source could not be read.
  case archive(ArchiveError)
  /// A source cannot be read as a layout, or the options for it are wrong.
  case layout(source: String, LayoutError)
  /// The workspace refused.
  case catalog(CatalogError)
  /// An image could not be decoded or made.
  case image(name: String, ImageError)
  /// Shards could not be read or written.
  case tensors(TensorError)
  /// The network could not be built or trained.
  case network(NetworkError)
  /// A split or plan could not be made.
  case sampling(SamplingError)
  /// Scores could not be computed.
  case evaluation(EvaluationError)
  /// The drawn dataset could not be made.
  case synthetic(SyntheticFacesError)
  /// A model is not there or cannot be installed.
  case model(ModelError)
  /// What was found is not what is needed.
  case problem(String)
  /// The user stopped it; how to go on.
  case cancelled(resume: String)

  /// Whether the command line itself was wrong, so that the exit code is 64.
  public var isUsage: Bool {
    switch self {
    case .usage, .synthetic: true
    case .layout(_, let error): error.concernsOptions
    case .model(let error): error.isUsage
    default: false
    }
  }
}

extension WorkbenchError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .usage(let text), .problem(let text): text
    case .file(let error): error.description
    case .settings(let error): error.description
    case .archive(let error): error.description
    case .layout(let source, let error):
      error.concernsOptions ? error.description : "\(source): \(error.description)"
    case .catalog(let error): error.description
    case .image(let name, let error): "\(name): \(error.description)"
    case .tensors(let error): error.description
    case .network(let error): error.description
    case .sampling(let error): error.description
    case .evaluation(let error): error.description
    case .synthetic(let error): error.description
    case .model(let error): error.description
    case .cancelled(let resume): "stopped; \(resume)"
    }
  }
}
