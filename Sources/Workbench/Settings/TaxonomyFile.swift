public import Core
internal import Layouts

/// Finds a taxonomy by its built-in name or in a YAML file.
public enum TaxonomyFile {
  /// A built-in name ("fer7", "ekman7"), or the path of a taxonomy file.
  public static func named(_ name: String) throws(WorkbenchError) -> Taxonomy {
    if let taxonomy = builtIn(named: name) { return taxonomy }
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || Files.exists(name) else {
      let known = builtInNames.joined(separator: ", ")
      throw .usage("'\(name)' is no taxonomy; use one of \(known), or the path of a taxonomy file")
    }
    return try parse(try SettingsFile.read(name))
  }

  /// A taxonomy that needs no file.
  static func builtIn(named name: String) -> Taxonomy? {
    Taxonomy.builtIn(named: name) ?? LayoutTaxonomies.named(name)
  }

  /// The names of those.
  static var builtInNames: [String] {
    Taxonomy.builtIn.map(\.name) + LayoutTaxonomies.all.map(\.name)
  }

  /// Reads `name:` and `classes:`, each class a name or a mapping with `name` and `aliases`.
  public static func parse(_ node: SettingsNode) throws(WorkbenchError) -> Taxonomy {
    do throws(SettingsError) {
      var reader = try node.mapping()
      let name = try reader.node("name").string()
      let list = try reader.node("classes")
      try reader.finish()
      var classes: [Taxonomy.EmotionClass] = []
      for element in try list.sequence() { classes.append(try emotion(element)) }
      do { return try Taxonomy(name: name, classes: classes) } catch {
        throw list.fail(error.description)
      }
    } catch { throw .settings(error) }
  }

  private static func emotion(_ node: SettingsNode) throws(SettingsError) -> Taxonomy.EmotionClass {
    guard case .mapping = node.content else {
      return Taxonomy.EmotionClass(name: try node.string())
    }
    var reader = try node.mapping()
    let name = try reader.node("name").string()
    var aliases: [String] = []
    for alias in try reader.optional("aliases")?.sequence() ?? [] {
      aliases.append(try alias.string())
    }
    try reader.finish()
    return Taxonomy.EmotionClass(name: name, aliases: aliases)
  }
}
