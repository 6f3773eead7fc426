public import Core

extension Pipeline {
  /// A pipeline from a manifest; what is not named is as in ``standard``.
  ///
  /// Keys: `size` (a number, or `width` and `height`), `color`, `denoise`, `contrast`, `resize`.
  /// - Throws: `SettingsError` naming the place, for unknown keys, words or sizes.
  public init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    var (width, height) = (Pipeline.standard.outputWidth, Pipeline.standard.outputHeight)
    if let size = reader.optional("size") { (width, height) = try Pipeline.size(size) }
    let color = try reader.optional("color")?.choice(Color.self)
    let denoise = try reader.optional("denoise")?.choice(Denoise.self)
    let contrast = try reader.optional("contrast")?.choice(Contrast.self)
    let resize = try reader.optional("resize")?.choice(ResizeFilter.self)
    try reader.finish()
    self.init(
      width: width, height: height, color: color ?? Pipeline.standard.color,
      denoise: denoise ?? Pipeline.standard.denoise,
      contrast: contrast ?? Pipeline.standard.contrast,
      resize: resize ?? Pipeline.standard.resize)
  }

  private static func size(_ node: SettingsNode) throws(SettingsError) -> (Int, Int) {
    guard case .mapping = node.content else {
      let side = try node.int(in: sides)
      return (side, side)
    }
    var reader = try node.mapping()
    let width = try reader.node("width").int(in: sides)
    let height = try reader.node("height").int(in: sides)
    try reader.finish()
    return (width, height)
  }

  /// Every step in order with its version and parameters, defaults written out.
  public var json: JSON {
    [
      "format": "fer-data pipeline/1",
      "steps": [
        ["step": "decode", "version": 1, "jpeg": "accurate-integer", "alpha": "black"],
        ["step": "orient", "version": 1],
        ["step": "color", "version": 1, "to": .string(color.rawValue)],
        ["step": "denoise", "version": 1, "method": .string(denoise.rawValue)],
        ["step": "contrast", "version": 1, "method": .string(contrast.rawValue)],
        [
          "step": "resize", "version": 1, "filter": .string(resize.rawValue),
          "width": .integer(outputWidth), "height": .integer(outputHeight),
        ],
      ],
    ]
  }

  /// SHA-256 of the canonical JSON text.
  public var digest: Digest { Digest.sha256(of: json.text()) }

  /// The settings that give this pipeline, as a manifest would hold them.
  public var settings: JSON {
    [
      "size": ["width": .integer(outputWidth), "height": .integer(outputHeight)],
      "color": .string(color.rawValue), "denoise": .string(denoise.rawValue),
      "contrast": .string(contrast.rawValue), "resize": .string(resize.rawValue),
    ]
  }
}
