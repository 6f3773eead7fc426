/// What is wrong with a taxonomy.
public enum TaxonomyError: Error, Hashable, Sendable {
  /// Fewer than 2 or more than 256 classes.
  case classCount(Int)
  /// A class without a usable name.
  case emptyName(position: Int)
  /// Two classes answer to one name.
  case ambiguousName(String, first: String, second: String)
}

extension TaxonomyError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .classCount(let count):
      "a taxonomy of \(count) classes cannot be used; list between 2 and 256 classes"
    case .emptyName(let position):
      "class \(position + 1) of the taxonomy has no name; give it one made of letters or digits"
    case .ambiguousName(let name, let first, let second):
      "the classes '\(first)' and '\(second)' both answer to '\(name)'; remove one of the two aliases"
    }
  }
}
