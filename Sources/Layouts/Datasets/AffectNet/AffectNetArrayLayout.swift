package import Core

/// AffectNet's set of 2021: aligned faces, and a NumPy file for each with its code.
package struct AffectNetArrayLayout: DatasetLayout {
  package let name = "affectnet"
  private let codes: [UInt32: UInt8]
  /// What is wrong with code files that cannot be read.
  private let problems: [UInt32: String]
  private var missing: Set<UInt32>

  init(codes: [UInt32: UInt8], problems: [UInt32: String]) {
    (self.codes, self.problems) = (codes, problems)
    missing = Set(codes.keys).union(problems.keys)
  }

  package var settings: JSON {
    [
      "dialect": .string(Dialect.affectnet.name), "labels": "annotations",
      "rows": .integer(codes.count),
    ]
  }

  package mutating func finding(path: String) -> LayoutFinding {
    let member = MemberPath(path)
    if let finding = member.commonFinding { return finding }
    let place = AffectNetArrayPath(folders: member.folders, file: member.file)
    switch place?.kind {
    case .expression: return .ignored(reason: "a code file, read")
    case .other: return .ignored(reason: "an annotation that is not read")
    case .image, nil: break
    }
    if let finding = member.otherFile { return finding }
    guard let place else {
      return .rejected(reason: "it lies not like an image of AffectNet (train_set/images/0.jpg)")
    }
    let row = "\(place.folder)/annotations/\(place.id)_exp.npy"
    if let problem = problems[place.key] {
      missing.remove(place.key)
      return .rejected(reason: "its code file is damaged: \(problem)")
    }
    guard let code = codes[place.key] else {
      return .rejected(reason: "no file _exp.npy in \(place.folder)/annotations tells its label")
    }
    missing.remove(place.key)
    return .samples([
      LabelClaim(
        .words([Dialect.affectnet.word(of: Int(code))?.text ?? String(code)]),
        split: place.split, splitEvidence: "the folder “\(place.folder)”", row: row)
    ])
  }

  package func unmatchedRows() -> [UnmatchedRow] {
    missing.sorted().map { key in
      UnmatchedRow(
        name: "\(key & 1 == 1 ? "train_set" : "val_set")/annotations/\(key >> 1)_exp.npy#1",
        reason: problems[key] ?? "its image is not in the source")
    }
  }
}
