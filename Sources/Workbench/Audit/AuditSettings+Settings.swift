internal import Core
internal import Curation

extension AuditSettings {
  /// Reads `preset`, `thresholds` (checks with their numbers) and `near-duplicates`.
  ///
  /// - Parameter near: how near duplicates are looked for where nothing is said.
  init(settings node: SettingsNode?, near: NearDuplicateSettings) throws(SettingsError) {
    guard let node else {
      self.init(preset: .faces, near: near)
      return
    }
    var reader = try node.mapping()
    let preset = try reader.optional("preset")?.choice(QualityPreset.self) ?? .faces
    let thresholds = reader.optional("thresholds")
    var own = near
    if let node = reader.optional("near-duplicates") {
      own = try NearDuplicateSettings(settings: node)
    }
    try reader.finish()
    self.init(preset: preset, near: own)
    guard let thresholds else { return }
    var checks = try thresholds.mapping()
    for place in rules.indices {
      guard let value = checks.optional(rules[place].check.rawValue) else { continue }
      rules[place].threshold = try value.double()
    }
    try checks.finish()
  }
}
