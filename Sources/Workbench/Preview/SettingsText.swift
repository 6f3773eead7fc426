internal import Augmentation
internal import Core
internal import Imaging

/// A pipeline and a policy in a sentence, for the legend of a sheet.
enum SettingsText {
  /// The steps that are on, in order: "gray, median 3, resize 48x48".
  static func pipeline(_ pipeline: Pipeline) -> String {
    var steps = [pipeline.color.rawValue]
    if let denoise = pipeline.denoise {
      steps.append(
        denoise.denoiser.caption
          + (denoise.above.map { " above noise \(Figures.short($0))" } ?? ""))
    }
    if let contrast = pipeline.contrast { steps.append(contrast.caption) }
    if let sharpen = pipeline.sharpen {
      steps.append(
        "unsharp \(Figures.short(sharpen.amount)) "
          + Figures.short(sharpen.sigma)
          + (sharpen.below.map { " below sharpness \(Figures.short($0))" } ?? ""))
    }
    var resize = "resize to \(pipeline.outputWidth)x\(pipeline.outputHeight)"
    if pipeline.resize != .automatic { resize += " \(pipeline.resize.rawValue)" }
    if pipeline.fit != .stretch { resize += " \(pipeline.fit.name)" }
    steps.append(resize)
    if let target = pipeline.standardize {
      steps.append("mean \(target.mean) deviation \(target.deviation)")
    }
    return steps.joined(separator: ", ")
  }

  /// The name and the steps: "standard: rotation (degrees 15, probability 0.8), ...".
  static func policy(_ policy: AugmentationPolicy) -> String {
    let steps = (policy.json["steps"]?.arrayValue ?? []).map(step)
    return steps.isEmpty ? policy.name : "\(policy.name): \(steps.joined(separator: ", "))"
  }

  /// Settings that are the same for most steps, or that say nothing to a reader of a sheet.
  private static let silent: Set<String> = ["step", "version", "border", "interpolation", "value"]

  private static func step(_ json: JSON) -> String {
    guard let members = json.objectValue else { return json.text() }
    var name = members["step"]?.stringValue ?? ""
    var details: [String] = []
    for (key, value) in members.sorted(by: { $0.key < $1.key }) where !silent.contains(key) {
      if let inner = value.arrayValue, inner.contains(where: { $0.objectValue != nil }) {
        name += "\(key) [\(inner.map(step).joined(separator: " | "))]"
      } else if key == "probability" {
        // What always happens needs no word.
        if value.doubleValue != 1 { details.append("p \(plain(value))") }
      } else {
        details.append("\(key) \(plain(value))")
      }
    }
    return details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))"
  }

  private static func plain(_ value: JSON) -> String {
    if let text = value.stringValue { return text }
    if let list = value.arrayValue { return list.map(plain).joined(separator: "..") }
    return value.text()
  }
}
