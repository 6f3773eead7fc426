/// The steps from an upright image to the canonical image, in whole and fixed-point numbers.
///
/// In this order: color (gray or RGB), denoise, contrast, sharpen, resize, standardize. Noise goes first, since
/// every later step would spread or sharpen it; contrast and sharpening see the picture at its own size;
/// standardization comes last, since a resize changes the deviation. Equal pipelines have equal `json`, which
/// names every step with its version, so equal digests mean equal bytes.
public struct Pipeline: Hashable, Sendable {
  /// The channels that the canonical image keeps.
  public enum Color: String, CaseIterable, Hashable, Sendable {
    /// BT.601 luma.
    case gray
    /// Red, green and blue; a gray image repeats its samples.
    case rgb
  }

  /// The width of a canonical image, in pixels.
  public let outputWidth: Int
  /// The height of a canonical image, in pixels.
  public let outputHeight: Int
  /// The channels of a canonical image.
  public let color: Color
  /// The second step; nil: none.
  public let denoise: Denoising?
  /// The third step; nil: none.
  public let contrast: ContrastChange?
  /// The fourth step; nil: none.
  public let sharpen: Sharpening?
  /// The fifth step.
  public let resize: ResizeFilter
  /// How the fifth step treats another shape.
  public let fit: ResizeFit
  /// The last step; nil: none.
  public let standardize: Standardization?

  /// The sides a canonical image may have.
  public static let sides = 1...4096

  /// The pipeline of FER2013: 48 × 48, gray, nothing else.
  public static let standard = Pipeline(
    width: 48, height: 48, color: .gray, denoise: nil, contrast: nil, resize: .automatic)

  package init(
    width: Int, height: Int, color: Color, denoise: Denoising?, contrast: ContrastChange?,
    sharpen: Sharpening? = nil, resize: ResizeFilter, fit: ResizeFit = .stretch,
    standardize: Standardization? = nil
  ) {
    outputWidth = width
    outputHeight = height
    self.color = color
    self.denoise = denoise
    self.contrast = contrast
    self.sharpen = sharpen
    self.resize = resize
    self.fit = fit
    self.standardize = standardize
  }

  /// The number of channels of a canonical image: 1 or 3.
  public var outputChannels: Int { color == .gray ? 1 : 3 }

  /// The canonical image of an upright image.
  ///
  /// - Throws: ``ImageError`` only for what the settings' limits already exclude.
  public func canonical(_ upright: Image) throws(ImageError) -> Image {
    var run = PipelineRun(upright)
    try run.take(self)
    return run.image
  }

  /// The canonical image of an upright image, with what was measured on the way.
  ///
  /// - Throws: ``ImageError`` only for what the settings' limits already exclude.
  public func canonicalRecorded(_ upright: Image) throws(ImageError) -> CanonicalResult {
    var run = PipelineRun(upright)
    run.isRecording = true
    try run.take(self)
    return CanonicalResult(image: run.image, record: run.record)
  }

  /// The image after each step that was taken, in order; the last one is canonical.
  ///
  /// A step that is off, or that its rule left out, is absent; the resize is always there.
  /// - Throws: ``ImageError`` only for what the settings' limits already exclude.
  public func stages(of upright: Image) throws(ImageError) -> [PipelineStage] {
    var run = PipelineRun(upright)
    run.isRecording = true
    try run.take(self)
    return run.stages
  }
}
