internal import Core
public import FaceDetection

extension CropFaces {
  /// What the flags say, on top of the file they name, on top of the standard.
  ///
  /// - Parameters:
  ///   - file: a YAML file of the keys that a manifest's `faces` has.
  ///   - crop: `fer2013`, `margin:SHARE` or `aligned:TEMPLATE`.
  ///   - scales: long sides in pixels, separated by commas.
  public static func settings(
    file: String?, choose: String?, crop: String?, minimumScore: Double?, scales: String?,
    noFace: String?, small: Int?, filled: Double?
  ) throws(WorkbenchError) -> FaceSettings {
    var base = FaceSettings.standard
    if let file {
      let node = try SettingsFile.read(file)
      base = try lifting { () throws(SettingsError) in try FaceSettings(settings: node) }
    }
    var members = base.json.objectValue ?? [:]
    if let choose { members["choose"] = .string(choose) }
    if let crop { members["crop"] = geometry(crop) }
    if let minimumScore { members["min-score"] = .number(minimumScore) }
    if let scales {
      members["scales"] = .array(
        scales.split(separator: ",").map { text in
          Int(text).map(JSON.integer) ?? .string(String(text))
        })
    }
    if let noFace { members["no-face"] = .string(noFace) }
    if let small { members["small"] = .integer(small) }
    if let filled { members["filled"] = .number(filled) }
    let node = SettingsNode(json: .object(members), file: "the face options")
    do { return try FaceSettings(settings: node) } catch { throw .usage(error.description) }
  }

  /// "margin:0.2" as `{margin: 0.2}`; a word without a colon as it is.
  private static func geometry(_ text: String) -> JSON {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return .string(text) }
    return .object([parts[0]: Double(parts[1]).map(JSON.number) ?? .string(parts[1])])
  }
}
