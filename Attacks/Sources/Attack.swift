public import Core

/// An input that was made to do harm, with its story.
public struct Attack: Sendable {
  /// A short name, unique: "tar-absolute-paths".
  public let name: String
  /// Who would send it, and what an import that trusts its input does with it.
  public let story: String
  /// What must happen.
  public let expectation: Expectation
  /// The most anonymous memory that it may cost, in MiB.
  public var memoryMiB = 400
  /// The folder to import into, as seen from the attack's own folder.
  public let workspace: String
  private let build: @Sendable (AttackFolder) throws(FileError) -> [String]

  /// An attack that may need several files and options.
  ///
  /// - Parameter build: makes the files and gives the arguments of `import`: paths as seen from the folder,
  ///   and options.
  init(
    _ name: String, _ story: String, _ expectation: Expectation, workspace: String = "../workspace",
    build: @escaping @Sendable (AttackFolder) throws(FileError) -> [String]
  ) {
    (self.name, self.story, self.expectation) = (name, story, expectation)
    (self.workspace, self.build) = (workspace, build)
  }

  /// An attack by one file.
  init(
    _ name: String, _ story: String, _ expectation: Expectation, file: String,
    options: [String] = [], bytes: @escaping @Sendable () -> [UInt8]
  ) {
    self.init(name, story, expectation) { folder throws(FileError) in
      try folder.put(bytes(), as: file)
      return [file] + options
    }
  }

  /// The same, when what it asks for is allowed and takes memory.
  func allowing(memoryMiB: Int) -> Attack {
    var attack = self
    attack.memoryMiB = memoryMiB
    return attack
  }

  /// Makes the input in a folder and gives the arguments of `import`, to be run in that folder.
  public func make(into folder: String) throws(FileError) -> [String] {
    try build(AttackFolder(path: folder))
  }
}

extension Attack {
  /// Every attack, in the order of the table.
  public static let all =
    tarNames + tarTypes + tarSizes + zipNames + zipStructures + bombs + brokenArchives + folders
    + bigImages + brokenImages + otherFormats + pixelTables + labelTables + annotations
}

extension Attack: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
