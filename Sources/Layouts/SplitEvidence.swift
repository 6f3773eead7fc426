/// What an official split was read from.
public enum SplitEvidence: Hashable, Sendable, CustomStringConvertible {
  /// FER2013's file-name prefix: "Training_", "PublicTest_" or "PrivateTest_".
  case fer2013Prefix(String)
  /// A folder above the class folder: "train", "val", "valid", "validation", "test" and the like.
  case folder(String)

  /// One phrase, for the summary of an import.
  public var description: String {
    switch self {
    case .fer2013Prefix(let prefix): "FER2013's file-name prefix “\(prefix)”"
    case .folder(let name): "the folder “\(name)”"
    }
  }
}
