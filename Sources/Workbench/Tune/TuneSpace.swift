internal import Augmentation
internal import Core
internal import NeuralNetworks

/// What a search varies: a base recipe, parameters with their values, a method and a number of trials.
public struct TuneSpace: Sendable {
  let path: String
  /// The recipe that is varied.
  let recipe: SettingsNode
  /// The augmentation policy; nil for the standard one.
  let augmentation: SettingsNode?
  /// What is varied, in the order in which it is set.
  let parameters: [TuneParameter]
  let method: TuneMethod
  /// The budget that the file names.
  let trials: Int?

  /// The most trials a search may have.
  static let maximumTrials = 10_000

  /// Reads a space file and the files it names, which are relative to it.
  public init(path: String) throws(WorkbenchError) {
    try self.init(node: try SettingsFile.read(path), path: path)
  }

  /// Reads a space whose files are found from `path`'s folder.
  init(node: SettingsNode, path: String) throws(WorkbenchError) {
    self.path = path
    let folder = Files.parent(path)
    var reader = try lifting { () throws(SettingsError) in try node.mapping() }
    let base = try Self.included(reader.optional("recipe"), folder: folder)
    if let base {
      recipe = base.moved(to: "")
    } else {
      recipe = try SettingsFile.parse(Baseline.recipe, file: "the baseline recipe")
    }
    augmentation = try Self.included(reader.optional("augmentation"), folder: folder)?
      .moved(to: "")
    let list: SettingsNode
    do throws(SettingsError) {
      method = try TuneMethod(reader: &reader)
      trials = try reader.optional("trials")?.int(in: 1...Self.maximumTrials)
      list = try reader.node("parameters")
      try reader.finish()
    } catch { throw .settings(error) }
    guard case .mapping(let members) = list.content, !members.isEmpty else {
      throw .settings(list.fail("expected parameters, each with its values or its range"))
    }
    guard members.count <= 100 else {
      throw .settings(list.fail("\(members.count) parameters are more than the limit of 100"))
    }
    parameters = try Self.parameters(members, method, folder: folder)
  }

  private static func parameters(
    _ members: [(key: String, line: Int?, value: SettingsNode)], _ method: TuneMethod,
    folder: String
  ) throws(WorkbenchError) -> [TuneParameter] {
    var parameters: [TuneParameter] = []
    for member in members {
      let parameter = try TuneParameter(key: member.key, settings: member.value, folder: folder)
      let earlier = parameters
      try lifting { () throws(SettingsError) in try check(parameter, after: earlier, method) }
      parameters.append(parameter)
    }
    return parameters
  }

  /// A node as it stands, or the file that a single word names.
  private static func included(
    _ node: SettingsNode?, folder: String
  ) throws(WorkbenchError) -> SettingsNode? {
    guard let node, case .scalar(let path, _) = node.content else { return node }
    return try SettingsFile.read(Files.join(folder, path))
  }

  /// Refuses a parameter that would undo one before it, or does not fit the method.
  private static func check(
    _ parameter: TuneParameter, after earlier: [TuneParameter], _ method: TuneMethod
  ) throws(SettingsError) {
    let (path, node) = (parameter.path, parameter.node)
    for other in earlier {
      let undoes =
        path.text == "recipe" ? other.path.text != "augmentation" : path.covers(other.path)
      if undoes {
        throw node.fail(
          "'\(path.text)' would undo '\(other.path.text)' above it; put it first, or keep one")
      }
    }
    if path.text == "epochs", case .successiveHalving = method {
      throw node.fail(
        "successive-halving decides how long a trial trains, so 'epochs' cannot be searched; "
          + "remove it or use method: random")
    }
    guard case .range(let range) = parameter.domain else { return }
    if method == .grid, range.points == nil {
      throw node.fail("a grid needs to know how many values to take of a range; add 'points: 5'")
    }
    if method != .grid, range.points != nil {
      throw node.fail("'points' belongs to method: grid; remove it")
    }
  }
}
