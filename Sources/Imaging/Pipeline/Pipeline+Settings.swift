public import Core

extension Pipeline {
  /// A pipeline from a manifest; what is not named is as in ``standard``.
  ///
  /// Keys: `size` (a number, or `width` and `height`), `color`, `denoise`, `contrast`, `sharpen`, `resize`,
  /// `fit`, `standardize`; a step is a word, or a mapping with its parameters.
  /// - Throws: `SettingsError` naming the place, for unknown keys, words or values.
  public init(settings: SettingsNode) throws(SettingsError) {
    var reader = try settings.mapping()
    var (width, height) = (Pipeline.standard.outputWidth, Pipeline.standard.outputHeight)
    if let size = reader.optional("size") { (width, height) = try Pipeline.size(size) }
    let color = try reader.optional("color")?.choice(Color.self)
    let denoise = try Denoising.read(reader.optional("denoise"))
    let contrast = try ContrastChange.read(reader.optional("contrast"))
    let sharpen = try Sharpening.read(reader.optional("sharpen"))
    let resize = try reader.optional("resize")?.choice(ResizeFilter.self)
    let fit = try ResizeFit.read(reader.optional("fit"))
    let standardize = try Standardization.read(reader.optional("standardize"))
    try reader.finish()
    self.init(
      width: width, height: height, color: color ?? Pipeline.standard.color, denoise: denoise,
      contrast: contrast, sharpen: sharpen, resize: resize ?? Pipeline.standard.resize, fit: fit,
      standardize: standardize)
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
    func step(_ name: String, _ members: [String: JSON]) -> JSON {
      .object(members.merging(["step": .string(name), "version": 1]) { own, _ in own })
    }
    let off: [String: JSON] = ["method": "none"]
    let size: [String: JSON] = [
      "filter": .string(resize.rawValue), "width": .integer(outputWidth),
      "height": .integer(outputHeight),
    ]
    return [
      "format": "fer-data pipeline/2",
      "steps": [
        step("decode", ["jpeg": "accurate-integer", "alpha": "black"]), step("orient", [:]),
        step("color", ["to": .string(color.rawValue)]),
        step("denoise", denoise?.members ?? off), step("contrast", contrast?.members ?? off),
        step("sharpen", sharpen?.members ?? off),
        step("resize", size.merging(["fit": .object(fit.members)]) { own, _ in own }),
        step("standardize", standardize?.members ?? off),
      ],
    ]
  }

  /// SHA-256 of the canonical JSON text.
  public var digest: Digest { Digest.sha256(of: json.text()) }

  /// The settings that give this pipeline, as a manifest would hold them.
  public var settings: JSON {
    func node(_ members: [String: JSON]?) -> JSON { members.map { .object($0) } ?? "none" }
    return [
      "size": ["width": .integer(outputWidth), "height": .integer(outputHeight)],
      "color": .string(color.rawValue), "denoise": node(denoise?.members),
      "contrast": node(contrast?.members), "sharpen": node(sharpen?.members),
      "resize": .string(resize.rawValue), "fit": .object(fit.members),
      "standardize": node(standardize?.members),
    ]
  }
}
