/// What was measured of one decoded image; the same figures as `Imaging` takes.
public struct ContentMeasures: Hashable, Sendable {
  /// The mean, 0…1.
  public var brightness: Double
  /// The standard deviation, 0…0.5.
  public var contrast: Double
  /// The variance of the Laplacian.
  public var sharpness: Double
  /// Shannon's entropy of the gray levels, in bits.
  public var entropy: Double
  /// The 1st percentile of the gray levels, 0…1.
  public var darkest: Double
  /// The 5th percentile of the gray levels, 0…1.
  public var dark: Double
  /// The 95th percentile of the gray levels, 0…1.
  public var bright: Double
  /// The 99th percentile of the gray levels, 0…1.
  public var brightest: Double
  /// The difference hash.
  public var dHash: UInt64
  /// The perceptual hash.
  public var pHash: UInt64
  /// Noise, fineness, flatness and two-tone; nil where an older version imported it.
  public var texture: ContentTexture?

  /// All measures of one image.
  public init(
    brightness: Double, contrast: Double, sharpness: Double, entropy: Double, darkest: Double,
    dark: Double, bright: Double, brightest: Double, dHash: UInt64, pHash: UInt64,
    texture: ContentTexture? = nil
  ) {
    self.brightness = brightness
    self.contrast = contrast
    self.sharpness = sharpness
    self.entropy = entropy
    self.darkest = darkest
    self.dark = dark
    self.bright = bright
    self.brightest = brightest
    self.dHash = dHash
    self.pHash = pHash
    self.texture = texture
  }
}

/// What was measured of an image's texture; the same figures as `Imaging` takes.
public struct ContentTexture: Hashable, Sendable {
  /// The standard deviation of the noise, in gray levels.
  public var noise: Double
  /// The variance of the Laplacian divided by the mean squared difference of neighbours.
  public var fineness: Double
  /// The share of flat neighbourhoods, 0…1.
  public var flatness: Double
  /// The share of the samples near one of two levels, 0…1.
  public var twoTone: Double

  /// All figures of one image.
  public init(noise: Double, fineness: Double, flatness: Double, twoTone: Double) {
    (self.noise, self.fineness) = (noise, fineness)
    (self.flatness, self.twoTone) = (flatness, twoTone)
  }
}
