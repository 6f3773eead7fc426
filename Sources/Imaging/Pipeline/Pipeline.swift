/// The steps from an upright image to the canonical image, all in whole numbers.
///
/// In this order: color (gray or RGB), denoise, contrast, resize. Equal pipelines have equal `json`,
/// which names every step with its version, so equal digests mean equal bytes.
public struct Pipeline: Hashable, Sendable {
  /// The channels that the canonical image keeps.
  public enum Color: String, CaseIterable, Hashable, Sendable {
    /// BT.601 luma.
    case gray
    /// Red, green and blue.
    case rgb
  }

  /// What removes noise.
  public enum Denoise: String, CaseIterable, Hashable, Sendable {
    /// Nothing.
    case none
    /// The median of 3 × 3.
    case median3
    /// The median of 5 × 5.
    case median5
  }

  /// What spreads the gray values.
  public enum Contrast: String, CaseIterable, Hashable, Sendable {
    /// Nothing.
    case none
    /// Histogram equalization.
    case equalize
  }

  /// The width of a canonical image, in pixels.
  public let outputWidth: Int
  /// The height of a canonical image, in pixels.
  public let outputHeight: Int
  /// The channels of a canonical image.
  public let color: Color
  /// The second step.
  public let denoise: Denoise
  /// The third step.
  public let contrast: Contrast
  /// The last step.
  public let resize: ResizeFilter

  /// The sides a canonical image may have.
  public static let sides = 1...4096

  /// The pipeline of FER2013: 48 × 48, gray, nothing else.
  public static let standard = Pipeline(
    width: 48, height: 48, color: .gray, denoise: .none, contrast: .none, resize: .automatic)

  package init(
    width: Int, height: Int, color: Color, denoise: Denoise, contrast: Contrast,
    resize: ResizeFilter
  ) {
    outputWidth = width
    outputHeight = height
    self.color = color
    self.denoise = denoise
    self.contrast = contrast
    self.resize = resize
  }

  /// The number of channels of a canonical image: 1 or 3.
  public var outputChannels: Int { color == .gray ? 1 : 3 }

  /// The canonical image of an upright image.
  ///
  /// - Throws: ``ImageError`` only for what the settings' limits already exclude.
  public func canonical(_ upright: Image) throws(ImageError) -> Image {
    var image = color == .gray ? upright.grayscale() : upright.rgb()
    switch denoise {
    case .none: break
    case .median3: image = try image.medianDenoised(size: 3)
    case .median5: image = try image.medianDenoised(size: 5)
    }
    if contrast == .equalize { image = image.histogramEqualized() }
    return try image.resized(width: outputWidth, height: outputHeight, filter: resize)
  }
}
