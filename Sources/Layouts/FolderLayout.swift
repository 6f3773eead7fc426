public import Core

/// Reads labels from where images lie: a folder per class, at any depth, with or without split
/// folders.
///
/// - The class is the deepest folder that names one, in the taxonomy or in `renames`.
/// - The official split is FER2013's file-name prefix, or else the deepest folder above the class
///   folder that is named exactly like a split, in any case. File names are never searched for other
///   split words: "testimony.png" is not a test image.
/// - The subject comes from CK+'s file names (`S010_004_00000017`) and from drawn datasets'
///   (`subject-0012_000123`).
///
/// A file in a class folder is labelled whatever its ending: its bytes decide whether it is an
/// image.
public struct FolderLayout: Hashable, Sendable {
  /// The classes.
  public let taxonomy: Taxonomy
  let renames: [String: Int]

  /// A layout for a taxonomy; `renames` leads further folder names to classes.
  ///
  /// - Throws: `LayoutError` when a renaming leads nowhere or contradicts another.
  public init(taxonomy: Taxonomy, renames: [String: String] = [:]) throws(LayoutError) {
    var indices: [String: Int] = [:]
    for (folder, target) in renames.sorted(by: { $0.key < $1.key }) {
      guard let index = taxonomy.classIndex(named: target) else {
        throw .unknownTarget(
          folder: folder, target: target, taxonomy: taxonomy.name,
          nearest: taxonomy.nearestClassName(to: target))
      }
      let folded = Taxonomy.folded(folder)
      if let other = indices[folded], other != index {
        throw .contradiction(
          folder: folder, first: taxonomy.classNames[other], second: taxonomy.classNames[index])
      }
      indices[folded] = index
    }
    (self.taxonomy, self.renames) = (taxonomy, indices)
  }

  /// What the path of a file says about it.
  ///
  /// Folders and links are for the caller to set aside.
  public func interpret(path: String) -> LayoutFinding {
    let parts = path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." && $0 != ".." }
    guard let file = parts.last else { return .rejected(reason: "its name is empty; rename it") }
    let folders = parts.dropLast()
    if let reason = Junk.reason(folders: folders, file: file) { return .ignored(reason: reason) }
    guard let (position, index) = deepestClass(in: folders) else {
      return unlabelled(file: file, folders: folders)
    }
    let split = OfficialSplit.of(file: file, foldersAboveClass: folders[..<position])
    return .labelled(
      MemberLabel(
        classIndex: index, classFolder: String(folders[position]), officialSplit: split?.split,
        splitEvidence: split?.evidence, subject: SubjectName.of(file: file)))
  }

  private func deepestClass(in folders: ArraySlice<Substring>) -> (position: Int, index: Int)? {
    for position in folders.indices.reversed() {
      if let index = classIndex(of: folders[position]) { return (position, index) }
    }
    return nil
  }

  private func classIndex(of folder: Substring) -> Int? {
    let name = String(folder)
    return renames[Taxonomy.folded(name)] ?? taxonomy.classIndex(named: name)
  }
}
