public import Core

/// What a run of cropping wants the workspace to be.
public struct CropPlan: Sendable {
  /// One sample more: a face of an image that shows several.
  public struct Face: Hashable, Sendable {
    /// The sample of the whole image.
    public let parent: Int64
    /// The face's box, which tells it from the others.
    public let region: PixelBox
    /// Its class.
    public let label: Int
    /// What is cut out for it.
    public let crop: SampleCrop

    /// A face of the sample `parent`.
    public init(parent: Int64, region: PixelBox, label: Int, crop: SampleCrop) {
      (self.parent, self.region, self.label, self.crop) = (parent, region, label, crop)
    }
  }

  /// What becomes of each sample.
  public var crops: [(sampleID: Int64, crop: SampleCrop)] = []
  /// The samples that are to be there besides.
  public var faces: [Face] = []
  /// The samples that are to be left out, and why.
  public var exclusions: [SampleKey: String] = [:]

  /// A plan without samples.
  public init() {}
}
