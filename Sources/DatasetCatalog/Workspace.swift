internal import Core

/// Finds the folder that holds a catalog and its packs.
public enum Workspace {
  /// The folder's name where none is given.
  public static let folderName = ".fer-data"
  static let catalogName = "catalog.sqlite"
  static let packsName = "packs"
  static let lockName = "lock"

  /// The workspace to use, or nil where there is none yet.
  ///
  /// With `explicit` it is that folder, or the `.fer-data` in it; else the nearest `.fer-data` in
  /// `folder` or above it.
  public static func locate(explicit: String?, from folder: String) -> String? {
    if let explicit {
      return [explicit, Files.join(explicit, folderName)].first(where: isWorkspace)
    }
    var current = folder
    while true {
      let candidate = Files.join(current, folderName)
      if isWorkspace(candidate) { return candidate }
      let above = Files.parent(current)
      if above == current || above == "." { return nil }
      current = above
    }
  }

  /// The workspace to use.
  ///
  /// - Throws: `CatalogError.noWorkspace`.
  public static func find(
    explicit: String?, from folder: String
  ) throws(CatalogError) -> String {
    guard let found = locate(explicit: explicit, from: folder) else {
      throw .noWorkspace(folder: explicit ?? folder)
    }
    return found
  }

  /// The workspace to import into: the one there is, else the place for a new one.
  public static func place(explicit: String?, from folder: String) -> String {
    locate(explicit: explicit, from: folder) ?? explicit ?? Files.join(folder, folderName)
  }

  private static func isWorkspace(_ path: String) -> Bool {
    Files.exists(Files.join(path, catalogName))
  }
}
