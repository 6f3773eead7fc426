package import Core

/// The split that a dataset's makers gave an image, as its path tells it.
package enum OfficialSplit {
  /// FER2013's prefixes are exact: Kaggle's competition names, in the order train, public, private.
  private static let prefixes: [(text: String, split: Split)] = [
    ("Training_", .train), ("PublicTest_", .val), ("PrivateTest_", .test),
  ]

  private static let folders: [String: Split] = [
    "train": .train, "training": .train,
    "val": .val, "valid": .val, "validation": .val,
    "test": .test, "testing": .test,
  ]

  /// The split of a file: its prefix first, else the deepest split folder.
  package static func of(
    file: Substring, foldersAboveClass: ArraySlice<Substring>
  ) -> (split: Split, evidence: SplitEvidence)? {
    if let prefix = prefixes.first(where: { file.hasPrefix($0.text) }) {
      return (prefix.split, .fer2013Prefix(prefix.text))
    }
    for folder in foldersAboveClass.reversed() {
      if let split = split(ofFolder: String(folder)) { return (split, .folder(String(folder))) }
    }
    return nil
  }

  /// The split a folder is named after, exactly, in any case.
  package static func split(ofFolder name: String) -> Split? { folders[name.lowercased()] }
}
