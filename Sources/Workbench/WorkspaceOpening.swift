internal import Core
internal import DatasetCatalog

/// Finds and opens workspaces: `--workspace`, else the nearest `.fer-data` upward.
enum WorkspaceOpening {
  /// Opens for reading; readers never block.
  static func reading(_ explicit: String?) throws(WorkbenchError) -> Catalog {
    try lifting { () throws(CatalogError) in
      try Catalog.open(
        try Workspace.find(explicit: explicit, from: Files.currentFolder()), mode: .read)
    }
  }

  /// Opens for writing; one writer at a time.
  static func writing(_ explicit: String?) throws(WorkbenchError) -> Catalog {
    try lifting { () throws(CatalogError) in
      try Catalog.open(
        try Workspace.find(explicit: explicit, from: Files.currentFolder()), mode: .write)
    }
  }

  /// Where an import works: the workspace named or found, else a new one in the current folder.
  static func place(_ explicit: String?) -> String {
    Workspace.place(explicit: explicit, from: Files.currentFolder())
  }

  /// The folder for temporary files on the disk of the workspace, which need not be there yet.
  static func spoolFolder(_ place: String) -> String {
    var folder = Files.parent(place)
    while !Files.isDirectory(folder), folder != "/", folder != "." {
      folder = Files.parent(folder)
    }
    return folder
  }

  /// Opens the workspace at a place for importing, where there is one.
  ///
  /// - Parameter taxonomy: what was asked for; `nil` means the workspace's own.
  static func existing(
    _ place: String, taxonomy: Taxonomy?
  ) throws(WorkbenchError) -> Catalog? {
    guard Files.exists(Files.join(place, "catalog.sqlite")) else { return nil }
    do throws(CatalogError) {
      guard let taxonomy else { return try Catalog.open(place, mode: .write) }
      return try Catalog.openOrCreate(place, taxonomy: taxonomy)
    } catch {
      // An import that died while it made the workspace left no taxonomy yet: it is made anew.
      guard case .unfinishedWorkspace = error else { throw .catalog(error) }
      return nil
    }
  }

  /// Makes the workspace at a place.
  static func made(_ place: String, taxonomy: Taxonomy) throws(WorkbenchError) -> Catalog {
    try lifting { () throws(CatalogError) in
      try Catalog.openOrCreate(place, taxonomy: taxonomy)
    }
  }
}
