/// Why a layout cannot be used.
public enum LayoutError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A renaming leads to a class that the taxonomy does not hold.
  case unknownTarget(folder: String, target: String, taxonomy: String, nearest: String?)
  /// Two renamings of the same folder lead to different classes.
  case contradiction(folder: String, first: String, second: String)

  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .unknownTarget(let folder, let target, let taxonomy, let nearest?):
      "--map \(folder)=\(target) names no class of the taxonomy “\(taxonomy)”; "
        + "the nearest is “\(nearest)”"
    case .unknownTarget(let folder, let target, let taxonomy, nil):
      "--map \(folder)=\(target) names no class of the taxonomy “\(taxonomy)”; "
        + "use one of its class names"
    case .contradiction(let folder, let first, let second):
      "“\(folder)” is mapped to both “\(first)” and “\(second)”; keep one of the two"
    }
  }
}
