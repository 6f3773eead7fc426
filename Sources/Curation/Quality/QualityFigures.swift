public import Imaging

/// What judging the quality of one image needs: figures only, no judgement.
public struct QualityFigures: Hashable, Sendable {
  /// The width in pixels.
  public var width: Int
  /// The height in pixels.
  public var height: Int
  /// The bytes of the file.
  public var bytes: Int
  /// The mean level, 0…1.
  public var brightness: Double
  /// The standard deviation of the levels, 0…0.5.
  public var contrast: Double
  /// The variance of the Laplacian.
  public var sharpness: Double
  /// The entropy of the levels, in bits.
  public var entropy: Double
  /// The 1st percentile of the levels, 0…1.
  public var darkest: Double
  /// The 5th percentile of the levels, 0…1.
  public var dark: Double
  /// The 99th percentile of the levels, 0…1.
  public var brightest: Double
  /// Noise, fineness, flatness and two-tone.
  public var texture: ImageTexture
  /// What CleanVision measures, where its thresholds are asked for.
  public var cleanVision: CleanVisionMeasures?

  /// The figures of one image.
  public init(
    width: Int, height: Int, bytes: Int, brightness: Double, contrast: Double, sharpness: Double,
    entropy: Double, darkest: Double, dark: Double, brightest: Double, texture: ImageTexture,
    cleanVision: CleanVisionMeasures? = nil
  ) {
    (self.width, self.height, self.bytes) = (width, height, bytes)
    (self.brightness, self.contrast, self.sharpness) = (brightness, contrast, sharpness)
    (self.entropy, self.darkest) = (entropy, darkest)
    (self.dark, self.brightest) = (dark, brightest)
    (self.texture, self.cleanVision) = (texture, cleanVision)
  }

  /// The figures of a decoded image whose file has so many bytes.
  public init(of image: Image, bytes: Int, withCleanVision: Bool = false) {
    let measures = ImageMeasures.measure(image)
    self.init(
      width: image.width, height: image.height, bytes: bytes, brightness: measures.brightness,
      contrast: measures.contrast, sharpness: measures.sharpness, entropy: measures.entropy,
      darkest: measures.darkest, dark: measures.dark, brightest: measures.brightest,
      texture: measures.texture,
      cleanVision: withCleanVision ? .measure(image) : nil)
  }
}
