public import Core

extension FaceSettings {
  /// The long sides a scale may have, in pixels.
  static let scaleRange = 64...8192

  /// Settings from a manifest; what is not named is as in ``standard``.
  ///
  /// Keys: `choose` (largest, most-central, best-score, each), `crop` (fer2013, `{margin: SHARE}` or
  /// `{aligned: fer2013 | arcface}`), `min-score`, `nms`, `scales` (a number or a list), `no-face` (keep,
  /// exclude, fail), `small`, `filled`.
  /// - Throws: `SettingsError` naming the place, for unknown keys, words or numbers out of range.
  public init(settings: SettingsNode) throws(SettingsError) {
    self = .standard
    var reader = try settings.mapping()
    if let node = reader.optional("choose") { choice = try node.choice(FaceChoice.self) }
    if let node = reader.optional("crop") { geometry = try CropGeometry(settings: node) }
    if let node = reader.optional("min-score") { minimumScore = try node.double(in: 0.01...0.99) }
    if let node = reader.optional("nms") { overlap = try node.double(in: 0...1) }
    if let node = reader.optional("scales") { scales = try Self.scales(node) }
    if let node = reader.optional("no-face") { noFace = try node.choice(NoFacePolicy.self) }
    if let node = reader.optional("small") { small = try node.int(in: 0...65_536) }
    if let node = reader.optional("filled") { filled = try node.double(in: 0.1...100) }
    if let node = reader.optional("format"), try node.string() != Self.format {
      throw node.fail("expected '\(Self.format)'")
    }
    try reader.finish()
  }

  /// The settings, complete; they can be read again.
  public var json: JSON {
    [
      "format": .string(Self.format), "choose": .string(choice.rawValue), "crop": geometry.json,
      "min-score": .number(minimumScore), "nms": .number(overlap),
      "scales": .array(scales.map { .integer($0) }), "no-face": .string(noFace.rawValue),
      "small": .integer(small), "filled": .number(filled),
    ]
  }

  private static let format = "fer-data faces/1"

  /// Rising, without repetition, so that the same scales are the same settings.
  private static func scales(_ node: SettingsNode) throws(SettingsError) -> [Int] {
    guard case .sequence(let nodes) = node.content else { return [try node.int(in: scaleRange)] }
    var sides: Set<Int> = []
    for node in nodes { sides.insert(try node.int(in: scaleRange)) }
    guard !sides.isEmpty, sides.count <= 8 else {
      throw node.fail("expected one to eight long sides in pixels, such as [320, 640, 1280]")
    }
    return sides.sorted()
  }
}

extension CropGeometry {
  /// The word `fer2013`, `{margin: SHARE}` or `{aligned: TEMPLATE}`.
  ///
  /// - Throws: `SettingsError` naming the place.
  public init(settings: SettingsNode) throws(SettingsError) {
    guard case .mapping = settings.content else {
      let word = try settings.string()
      guard word == "fer2013" else {
        throw settings.fail(
          "'\(word)' is not a crop; use fer2013, {margin: SHARE} or {aligned: TEMPLATE}")
      }
      self = .fer2013
      return
    }
    var reader = try settings.mapping()
    let margin = reader.optional("margin")
    let aligned = reader.optional("aligned")
    try reader.finish()
    switch (margin, aligned) {
    case (let node?, nil):
      let share = try node.double(
        in: Double(Self.margins.lowerBound) / 1000...Double(Self.margins.upperBound) / 1000)
      self = .margin(thousandths: Int((share * 1000).rounded(.toNearestOrEven)))
    case (nil, let node?):
      let name = try node.string()
      guard let template = EyeTemplate.known.first(where: { $0.name == name }) else {
        throw node.unknown(name, among: EyeTemplate.known.map(\.name))
      }
      self = .aligned(template)
    default: throw settings.fail("give either 'margin' or 'aligned'")
    }
  }

  /// The geometry as settings would hold it.
  public var json: JSON {
    switch self {
    case .fer2013: "fer2013"
    case .margin(let thousandths): ["margin": .number(Double(thousandths) / 1000)]
    case .aligned(let template): ["aligned": .string(template.name)]
    }
  }
}
