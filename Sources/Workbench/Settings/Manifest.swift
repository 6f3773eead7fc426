public import Core
internal import Curation
public import FaceDetection
public import NeuralNetworks

/// One file that chains everything: sources, split, pipeline, balance, training.
///
/// Paths in a manifest are relative to the manifest. Unknown keys are errors that name the line and the
/// nearest known key.
public struct Manifest: Sendable {
  /// A source of the manifest.
  public struct Source: Sendable {
    /// The archive or folder.
    public let path: String
    /// How it is read; its name in the workspace, if it is not to be the file's.
    public let options: ImportOptions
  }

  /// The manifest's own path.
  public let path: String
  /// The classes.
  public let taxonomy: Taxonomy
  /// Whether the manifest names its classes, so that bare label codes may mean their positions.
  public let isTaxonomyNamed: Bool
  /// What is imported; may be empty when the source comes from the command line.
  public let sources: [Source]
  /// Folder names to read as classes.
  public let renames: [String: String]
  /// The seed of everything that draws.
  public let seed: UInt64
  /// How faces are looked for and cut out; nil uses whole images.
  public let faces: FaceSettings?
  /// What is looked for before anything is decided; nil where the manifest has no `audit`.
  public let audit: AuditSettings?
  /// What is decided by rule, in order.
  public let rules: [CurationRule]
  /// How samples are dealt.
  public let split: SplitSettings
  /// How shards are made.
  public let shards: ShardSettings
  /// Images of each class in the preview.
  public let previewPerClass: Int
  /// Augmented copies of each image in the preview.
  public let previewCopies: Int
  /// How the network is trained.
  public let recipe: Recipe

  /// Reads a manifest file and the files it names.
  public init(path: String) throws(WorkbenchError) {
    try self.init(node: try SettingsFile.read(path), path: path)
  }

  /// Reads a manifest whose included files are found from `path`'s folder.
  init(node: SettingsNode, path: String) throws(WorkbenchError) {
    self.path = path
    let folder = Files.parent(path)
    var reader = try lifting { () throws(SettingsError) in try node.mapping() }
    let taxonomyNode = reader.optional("taxonomy")
    let pipelineNode = try Manifest.included(reader.optional("pipeline"), folder: folder)
    let policyNode = try Manifest.included(reader.optional("augmentation"), folder: folder)
    let recipeNode = try Manifest.included(reader.optional("train"), folder: folder)
    let facesNode = try Manifest.included(reader.optional("faces"), folder: folder, or: "none")
    let curateNode = try Manifest.included(reader.optional("curate"), folder: folder)
    let pixels = try PixelSettings(pipeline: pipelineNode, augmentation: policyNode)
    taxonomy = try Manifest.taxonomy(taxonomyNode, folder: folder)
    isTaxonomyNamed = taxonomyNode != nil
    recipe = try TrainNetwork.recipe(settings: recipeNode)
    do throws(SettingsError) {
      let versionNode = try reader.node("version")
      guard try versionNode.int() == 1 else {
        throw versionNode.fail("this program reads manifests of version 1")
      }
      seed = try reader.optional("seed")?.seed() ?? 1
      sources = try Manifest.sources(reader.optional("sources"), folder: folder)
      renames = try Manifest.renames(reader.optional("map"), taxonomy: taxonomy)
      faces = try Manifest.faces(facesNode)
      split = try SplitSettings(settings: reader.optional("split"), seed: seed)
      let auditNode = reader.optional("audit")
      let settings = try AuditSettings(settings: auditNode, near: split.near)
      audit = auditNode == nil ? nil : settings
      rules = try Manifest.rules(curateNode, taxonomy: taxonomy, near: settings.near)
      shards = try ShardSettings(reader: &reader, pixels: pixels, seed: seed)
      (previewPerClass, previewCopies) = try Manifest.preview(reader.optional("preview"))
      try reader.finish()
    } catch { throw .settings(error) }
  }

  /// Everything that decides the results, defaults written out; paths and names of sources are left out.
  public var json: JSON {
    var members: [String: JSON] = [
      "faces": faces?.json ?? .null, "format": "fer-data manifest/1",
      "map": .object(renames.mapValues(JSON.string)),
      "preview": ["copies": .integer(previewCopies), "per-class": .integer(previewPerClass)],
      "recipe": recipe.json, "seed": .seed(seed), "shards": shards.json,
      "sources": .array(sources.map(\.options.reading)), "split": split.json,
      "taxonomy": [
        "classes": .array(
          taxonomy.classes.map {
            ["aliases": .array($0.aliases.sorted().map(JSON.string)), "name": .string($0.name)]
          }), "name": .string(taxonomy.name),
      ],
    ]
    // A manifest without them keeps the digest that it had before there were any.
    if let audit { members["audit"] = audit.json }
    if !rules.isEmpty { members["curate"] = .array(rules.map(\.json)) }
    return .object(members)
  }

  /// The SHA-256 of the canonical JSON.
  public var digest: Digest { Digest.sha256(of: json.text()) }

  /// Faces as the mapping says; `none`, or no mapping, uses whole images.
  private static func faces(_ node: SettingsNode?) throws(SettingsError) -> FaceSettings? {
    guard let node else { return nil }
    if case .scalar("none", _) = node.content { return nil }
    return try FaceSettings(settings: node)
  }

  /// The rules under `curate`; a check that this manifest's audit does not look for is an error.
  private static func rules(
    _ node: SettingsNode?, taxonomy: Taxonomy, near: NearDuplicateSettings
  ) throws(SettingsError) -> [CurationRule] {
    guard let node else { return [] }
    let rules = try CurationRule.all(settings: node, taxonomy: taxonomy)
    for rule in rules {
      switch rule.check.flatMap({ Check(rawValue: $0) }) {
      case .wrongLabel, .ambiguousLabel:
        throw node.fail(
          "a rule asks for '\(rule.check ?? "")', which fer-data audit --labels finds and a manifest's audit "
            + "does not; decide about it with fer-data curate")
      case .nearDuplicate where near.method == .none:
        throw node.fail("a rule asks for near duplicates, which this manifest does not look for")
      default: continue
      }
    }
    return rules
  }

  /// A node as it stands, or the file that a single word names, unless the word is `word`.
  private static func included(
    _ node: SettingsNode?, folder: String, or word: String? = nil
  ) throws(WorkbenchError) -> SettingsNode? {
    guard let node, case .scalar(let path, _) = node.content, path != word else { return node }
    return try SettingsFile.read(Files.join(folder, path))
  }

  private static func taxonomy(
    _ node: SettingsNode?, folder: String
  ) throws(WorkbenchError) -> Taxonomy {
    guard let node else { return .fer7 }
    let name = try lifting { () throws(SettingsError) in try node.string() }
    if let builtIn = TaxonomyFile.builtIn(named: name) { return builtIn }
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
      throw .settings(node.unknown(name, among: TaxonomyFile.builtInNames + ["FILE.yaml"]))
    }
    return try TaxonomyFile.named(Files.join(folder, name))
  }

  private static func sources(
    _ node: SettingsNode?, folder: String
  ) throws(SettingsError) -> [Source] {
    var sources: [Source] = []
    for element in try node?.sequence() ?? [] {
      guard case .mapping = element.content else {
        sources.append(
          Source(path: Files.join(folder, try element.string()), options: ImportOptions()))
        continue
      }
      var reader = try element.mapping()
      let path = Files.join(folder, try reader.node("path").string())
      sources.append(Source(path: path, options: try importOptions(&reader, folder: folder)))
      try reader.finish()
    }
    return sources
  }

  /// How a source is read: the keys of `import`'s flags.
  private static func importOptions(
    _ reader: inout SettingsReader, folder: String
  ) throws(SettingsError) -> ImportOptions {
    var options = ImportOptions()
    options.name = try reader.optional("name")?.string()
    options.layout = try reader.optional("layout")?.string()
    options.dialect = try reader.optional("dialect")?.string()
    options.votes = try reader.optional("votes").map { node throws(SettingsError) in
      Files.join(folder, try node.string())
    }
    options.voteRule = try reader.optional("vote-rule")?.string() ?? options.voteRule
    options.peakFrames = try reader.optional("peak-frames")?.int(in: 1...1000) ?? 3
    options.neutralFrames = try reader.optional("neutral-frames")?.int(in: 0...1000) ?? 1
    options.acceptDamaged = try reader.optional("accept-damaged")?.bool() ?? false
    options.references = try reader.optional("reference")?.bool() ?? false
    if let node = reader.optional("columns") {
      guard case .mapping(let members) = node.content else {
        throw node.fail("expected lines of 'role: column'")
      }
      for member in members { options.columns[member.key] = try member.value.string() }
    }
    return options
  }

  private static func renames(
    _ node: SettingsNode?, taxonomy: Taxonomy
  ) throws(SettingsError) -> [String: String] {
    guard let node else { return [:] }
    guard case .mapping(let members) = node.content else {
      throw node.fail("expected lines of 'folder: class'")
    }
    var renames: [String: String] = [:]
    for member in members {
      let name = try member.value.string()
      guard name == "-" || taxonomy.classIndex(named: name) != nil else {
        throw member.value.unknown(name, among: taxonomy.classNames)
      }
      renames[member.key] = name
    }
    return renames
  }

  private static func preview(_ node: SettingsNode?) throws(SettingsError) -> (Int, Int) {
    guard var reader = try node?.mapping() else { return (2, 4) }
    let perClass = try reader.optional("per-class")?.int(in: 1...50) ?? 2
    let copies = try reader.optional("copies")?.int(in: 0...50) ?? 4
    try reader.finish()
    return (perClass, copies)
  }
}
