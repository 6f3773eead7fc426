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
    if let prefix = of(prefixIn: file) { return prefix }
    for folder in foldersAboveClass.reversed() {
      if let split = split(ofFolder: String(folder)) { return (split, .folder(String(folder))) }
    }
    return nil
  }

  /// The split that FER2013's prefix gives a file.
  static func of(prefixIn file: Substring) -> (split: Split, evidence: SplitEvidence)? {
    guard let first = file.utf8.first, first == UInt8(ascii: "T") || first == UInt8(ascii: "P")
    else { return nil }
    return prefixes.first { file.utf8.starts(with: $0.text.utf8) }
      .map { ($0.split, .fer2013Prefix($0.text)) }
  }

  /// The split a folder is named after, exactly, in any case.
  package static func split(ofFolder name: String) -> Split? { folders[name.lowercased()] }

  /// The split a table's column names: FER2013's PublicTest and PrivateTest as they are written there, and
  /// the words that name folders (train, training, val, valid, validation, test, testing) in any case.
  package static func split(ofColumn word: String) -> Split? {
    switch word {
    case "PublicTest": .val
    case "PrivateTest": .test
    default: folders[word.lowercased()]
    }
  }
}
