internal import Core

extension FolderLayout {
  /// Folder names that say openly that there is no emotion to learn.
  private static let nonEmotions: Set<String> = [
    "unknown", "nf", "none", "uncertain", "no_face", "noface", "non_face", "nonface", "not_face",
    "ahegao", "other", "others", "sleepy", "pain",
  ]

  /// The finding for a file below no class folder.
  func unlabelled(file: Substring, folders: ArraySlice<Substring>) -> LayoutFinding {
    guard ImageName.looksLikeImage(file) else {
      return .ignored(reason: "outside every class folder and not an image by its name")
    }
    let candidates = folders.reversed().map(String.init).filter {
      OfficialSplit.split(ofFolder: $0) == nil
    }
    for folder in candidates {
      if let reason = knownReason(folder) { return .rejected(reason: reason) }
    }
    guard let deepest = candidates.first else {
      return .rejected(
        reason: "no folder names its class; put it into a folder named like one of "
          + taxonomy.classNames.joined(separator: ", "))
    }
    return .rejected(reason: unknownReason(deepest))
  }

  /// Why a folder that means something to us still is no class.
  private func knownReason(_ folder: String) -> String? {
    let folded = Taxonomy.folded(folder)
    if FolderLayout.nonEmotions.contains(folded) {
      return "“\(folder)” is not an emotion; use --map \(argument(folder))=CLASS to label it anyway"
    }
    if !folded.isEmpty, folded.allSatisfy(\.isNumber) {
      return "the folder “\(folder)” is a bare number, which means another class in every dataset; "
        + "use --map \(folder)=CLASS"
    }
    let home = Taxonomy.builtIn.first { $0.classIndex(named: folder) != nil }
    if let home {
      return "“\(folder)” is no class of the taxonomy “\(taxonomy.name)”; "
        + "use --taxonomy \(home.name), or --map \(argument(folder))=CLASS"
    }
    if let nearest = misspelledClass(folded) {
      return "unknown class “\(folder)”; the nearest known is “\(nearest)”; "
        + "use --map \(argument(folder))=\(nearest)"
    }
    return nil
  }

  /// The class a folder's name is a slip away from: one letter in three at most, so that "img"
  /// stays unknown.
  private func misspelledClass(_ folded: String) -> String? {
    guard folded.count > 3 else { return nil }
    let spellings = taxonomy.classes.flatMap { emotion in
      ([emotion.name] + emotion.aliases).map { (name: emotion.name, folded: Taxonomy.folded($0)) }
    }
    let ranked = spellings.map {
      (distance: EditDistance.between(folded, $0.folded), name: $0.name)
    }
    guard let best = ranked.min(by: { $0 < $1 }), best.distance <= max(1, folded.count / 3) else {
      return nil
    }
    return best.name
  }

  private func unknownReason(_ folder: String) -> String {
    "unknown class “\(folder)”; the taxonomy “\(taxonomy.name)” knows "
      + taxonomy.classNames.joined(separator: ", ") + "; use --map \(argument(folder))=CLASS"
  }

  /// A folder's name as one word of a command line.
  private func argument(_ folder: String) -> String {
    let isPlain = folder.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
    }
    return isPlain ? folder : "'" + folder.split(separator: "'").joined(separator: "'\\''") + "'"
  }
}
