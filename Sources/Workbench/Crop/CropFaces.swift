package import Core
package import DatasetCatalog
public import FaceDetection

/// Finds faces and decides what is cut out for every sample; or takes all crops back.
public struct CropFaces: Sendable {
  private let settings: FaceSettings
  private let model: String?
  private let environment: [String: String]
  private let listsAll: Bool

  /// Cropping by these settings.
  ///
  /// - Parameters:
  ///   - model: the detector's file, where it is not the installed one.
  ///   - environment: where else the detector may be named.
  ///   - listsAll: whether the summary lists every image with its faces.
  public init(
    settings: FaceSettings, model: String?, environment: [String: String], listsAll: Bool = false
  ) {
    (self.settings, self.model) = (settings, model)
    (self.environment, self.listsAll) = (environment, listsAll)
  }

  /// Opens the workspace and crops.
  public func run(workspace: String?, session: Session) throws(WorkbenchError) -> CropSummary {
    // The detector first: without it there is no reason to take the workspace's lock.
    let detector = try detector(session)
    return try run(
      catalog: try WorkspaceOpening.writing(workspace), detector: detector, session: session)
  }

  /// Reads the detector: the file named, the environment's, or the installed one.
  func detector(_ session: Session) throws(WorkbenchError) -> YuNet {
    let file = try DetectorModel.locate(
      flag: model, environment: environment, warn: session.warn)
    do { return try YuNet(bytes: file.bytes) } catch { throw .problem("\(file.path): \(error)") }
  }

  func run(
    catalog: Catalog, detector: YuNet, session: Session
  ) throws(WorkbenchError) -> CropSummary {
    let (number, detected) = try FaceDetecting(
      catalog: catalog, detector: detector, settings: settings, session: session
    ).run()
    return try decide(
      catalog: catalog, detector: number, model: detector.digest, detectedNow: detected,
      session: session)
  }

  /// Decides on every sample from the faces that a detector left in the catalog, and stores the crops.
  package func decide(
    catalog: Catalog, detector: Int64, model: Digest, detectedNow: Int, session: Session
  ) throws(WorkbenchError) -> CropSummary {
    var summary = CropSummary(
      workspace: catalog.path, classNames: catalog.taxonomy.classNames,
      policy: settings.noFace.rawValue, model: model, settings: settings.json)
    summary.detectedNow = detectedNow
    var deciding = CropDeciding(
      catalog: catalog, detector: detector, settings: settings, listsAll: listsAll,
      summary: summary, session: session)
    try deciding.run()
    summary = deciding.summary
    let missing = summary.total.noFace
    guard settings.noFace != .fail || missing == 0 else {
      throw .problem(
        "no face was found in \(missing) images, such as \(summary.withoutFace.joined(separator: ", ")); "
          + "no crop was changed; look at them, or choose --no-face keep or exclude")
    }
    let plan = deciding.plan
    try lifting { () throws(CatalogError) in
      try catalog.storeCrops(plan, run: summary.record)
    }
    if missing > 0 {
      session.warn(
        settings.noFace == .exclude
          ? "no face was found in \(missing) samples; \(summary.excluded) are left out by decisions that "
            + "can be undone"
          : "no face was found in \(missing) samples; they are used whole")
    }
    return summary
  }

  /// Takes all crops back: every sample is its whole image or the dataset's box again.
  public static func remove(
    workspace: String?, session: Session
  ) throws(WorkbenchError) -> CropSummary {
    try remove(catalog: try WorkspaceOpening.writing(workspace))
  }

  static func remove(catalog: Catalog) throws(WorkbenchError) -> CropSummary {
    try lifting { () throws(CatalogError) in
      try catalog.storeCrops(CropPlan(), run: .null)
    }
    return CropSummary(
      workspace: catalog.path, classNames: catalog.taxonomy.classNames, isRemoval: true)
  }
}
