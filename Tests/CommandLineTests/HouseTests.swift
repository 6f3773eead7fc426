import Core
import Testing

/// The house of the design: which module stands on which floor, and what it may stand on.
@Suite("House")
struct HouseTests {
  static let floors: [String: Int] = [
    "CTurboJPEG": 0, "CPNG": 0, "CTIFF": 0, "CWebP": 0, "CGIF": 0, "CArchive": 0,
    "CPixelKernels": 0, "CKernels": 0, "CTransfer": 0,
    "Core": 1,
    "Archives": 2, "Imaging": 2, "Tensors": 2, "Sampling": 2, "DatasetCatalog": 2,
    "Augmentation": 3, "NeuralNetworks": 3, "Curation": 3, "Evaluation": 3, "Layouts": 3,
    "SyntheticFaces": 3,
    "FaceDetection": 4, "Reports": 4, "Workbench": 5, "fer-data": 7,
  ]

  /// What each module may import, as the design's table has it.
  static let allowed: [String: Set<String>] = [
    "Core": ["Crypto"],
    "Archives": ["Core", "CArchive"],
    "Imaging": ["Core", "CTurboJPEG", "CPNG", "CTIFF", "CWebP", "CGIF", "CPixelKernels"],
    "Tensors": ["Core", "CKernels"],
    "Sampling": ["Core"],
    "DatasetCatalog": ["Core", "GRDB", "GRDBSQLite", "Foundation"],
    "Augmentation": ["Core", "Imaging"],
    "NeuralNetworks": ["Core", "Tensors", "CKernels"],
    "Evaluation": ["Core"],
    "Curation": ["Core", "Imaging", "Tensors"],
    "Layouts": ["Core", "Archives"],
    "SyntheticFaces": ["Core", "Imaging"],
    "FaceDetection": ["Core", "Imaging", "NeuralNetworks"],
    "Reports": ["Core", "Imaging", "Curation", "Evaluation", "Foundation"],
    "Workbench": [
      "Core", "Archives", "Imaging", "Tensors", "Sampling", "DatasetCatalog", "Augmentation",
      "NeuralNetworks", "Curation", "Evaluation", "Layouts", "SyntheticFaces", "FaceDetection",
      "Reports",
      "Yams",
      "Foundation",
      "CTransfer",
    ],
    "fer-data": ["Core", "Workbench", "Reports", "ArgumentParser", "Foundation", "Dispatch"],
  ]

  /// What every Swift module may import.
  static let everywhere: Set<String> = ["Glibc", "Musl", "Synchronization"]

  @Test("a module stands only on lower floors", arguments: allowed.keys.sorted())
  func floorsHold(module: String) throws {
    let floor = try #require(Self.floors[module])
    for dependency in Self.allowed[module] ?? [] {
      if let lower = Self.floors[dependency] {
        #expect(lower < floor, "\(module) on \(dependency)")
      }
    }
  }

  @Test("Package.swift declares what the table allows", arguments: allowed.keys.sorted())
  func declarationsHold(module: String) throws {
    let declared = try #require(Self.declaredDependencies()[module])
    let products = [
      "crypto": "Crypto", "grdb": "GRDB", "sqlite": "GRDBSQLite", "yams": "Yams",
      "argumentParser": "ArgumentParser",
    ]
    for dependency in declared {
      let name = products[dependency] ?? dependency
      #expect(Self.allowed[module]?.contains(name) == true, "\(module) declares \(name)")
    }
  }

  @Test("every source folder is a module of the house")
  func noStrangers() throws {
    for name in try Files.list("Sources") {
      #expect(Self.floors[name] != nil, "Sources/\(name)")
    }
  }

  @Test("sources import only what the table allows", arguments: allowed.keys.sorted())
  func importsHold(module: String) throws {
    let files = try Self.swiftFiles(below: "Sources/\(module)")
    #expect(!files.isEmpty)
    for file in files {
      for line in try Self.text(of: file).split(separator: "\n") {
        guard let name = Self.importedModule(line) else { continue }
        let isAllowed =
          Self.everywhere.contains(name) || Self.allowed[module]?.contains(name) == true
        #expect(isAllowed, "\(file) imports \(name)")
      }
    }
  }

  @Test("no source file is longer than 400 lines")
  func filesAreShort() throws {
    for file in try Self.swiftFiles(below: "Sources") {
      let lines = try Self.text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(file) has \(lines.count) lines")
    }
  }

  private static func text(of path: String) throws -> String {
    String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
  }

  private static func swiftFiles(below folder: String) throws -> [String] {
    try Files.list(folder).flatMap { name -> [String] in
      let path = Files.join(folder, name)
      if Files.isDirectory(path) { return try swiftFiles(below: path) }
      return name.hasSuffix(".swift") ? [path] : []
    }
  }

  /// "Core" of "public import Core" and of "import struct Core.Digest".
  private static func importedModule(_ line: Substring) -> String? {
    var words = line.split(separator: " ").map(String.init)
    while let first = words.first,
      ["public", "internal", "package", "private", "fileprivate"].contains(first)
    {
      words.removeFirst()
    }
    guard words.count >= 2, words[0] == "import" else { return nil }
    let kinds = ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"]
    let path = kinds.contains(words[1]) && words.count > 2 ? words[2] : words[1]
    let name = path.split(separator: ".").first.map(String.init)
    return name?.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } == true ? name : nil
  }

  /// The dependencies of each module, read from the calls of Package.swift.
  private static func declaredDependencies() throws -> [String: [String]] {
    var text = Substring(try text(of: "Package.swift"))
    guard let start = text.firstRange(of: "\n  targets: [") else { return [:] }
    text = text[start.upperBound...]
    var found: [String: [String]] = [:]
    for call in text.split(separator: "module(").dropFirst()
      + text.split(separator: ".executableTarget(").dropFirst()
    {
      // Up to the closing bracket of the first list: the name, then the dependencies.
      guard let end = call.firstIndex(of: "]") else { continue }
      let parts = call[..<end].split { "(),[]:\n ".contains($0) }.map(String.init)
        .filter { !["name", "dependencies"].contains($0) }
        .map { $0.replacing("\"", with: "") }
      if let name = parts.first { found[name] = Array(parts.dropFirst()) }
    }
    return found
  }
}
