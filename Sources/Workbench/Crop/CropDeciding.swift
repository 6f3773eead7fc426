internal import Core
internal import DatasetCatalog
internal import FaceDetection

/// Decides what is cut out for every sample, from the faces in the catalog.
struct CropDeciding {
  let catalog: Catalog
  let detector: Int64
  let settings: FaceSettings
  let listsAll: Bool
  let session: Session
  private(set) var plan = CropPlan()
  private(set) var summary: CropSummary

  private static let page = 4096
  private static let namedImages = 10

  init(
    catalog: Catalog, detector: Int64, settings: FaceSettings, listsAll: Bool,
    summary: CropSummary, session: Session
  ) {
    (self.catalog, self.detector, self.settings) = (catalog, detector, settings)
    (self.listsAll, self.session, self.summary) = (listsAll, session, summary)
  }

  /// Goes over all samples that their sources gave.
  mutating func run() throws(WorkbenchError) {
    let catalog = catalog
    let (journal, total) = try lifting { () throws(CatalogError) in
      (try catalog.cropJournal(), try catalog.cropCandidateCount())
    }
    var last: Int64 = 0
    var done = 0
    var seen: Set<Int64> = []
    while true {
      try session.checkCancelled("no crop was changed; run it again")
      let detector = detector
      let (page, faces, names) = try lifting { () throws(CatalogError) in
        let page = try catalog.cropCandidates(after: last, limit: Self.page, journal: journal)
        let faces = try catalog.faces(detector: detector, contents: page.map(\.content))
        return (
          page, faces,
          listsAll ? try catalog.places(ofContents: page.map(\.content)).map(\.name) : []
        )
      }
      guard let end = page.last else { break }
      last = end.sampleID
      for (index, candidate) in page.enumerated() {
        let own = (faces[candidate.content] ?? []).compactMap(Face.init)
        let decisions = decide(candidate, own)
        note(candidate, decisions)
        if seen.insert(candidate.content).inserted, candidate.region == nil,
          !settings.isSmall(width: candidate.width, height: candidate.height)
        {
          summary.faceCounts[min(own.count, summary.faceCounts.count - 1)] += 1
        }
        if listsAll { list(names[index], decisions, own) }
      }
      done += page.count
      session.report(Progress(step: "crop", done: done, total: total, unit: "samples"))
    }
  }

  private func decide(_ candidate: CropCandidate, _ faces: [Face]) -> [SampleCrop] {
    if candidate.region != nil { return [SampleCrop(.given)] }
    return CropDecision.decide(
      imageWidth: candidate.width, imageHeight: candidate.height, faces: faces, settings: settings
    ).map { decision in
      switch decision {
      case .cropped(let frame, let face): SampleCrop(.cropped, frame: frame, face: face)
      case .passedThrough(.small): SampleCrop(.small)
      case .passedThrough(.filled): SampleCrop(.filled)
      case .noFace: SampleCrop(.noFace)
      }
    }
  }

  /// Puts a sample's decisions into the plan and counts them.
  private mutating func note(_ candidate: CropCandidate, _ decisions: [SampleCrop]) {
    let whole = decisions.first { $0.outcome != .cropped }
    let cut = decisions.filter { $0.outcome == .cropped }
    guard decisions.count > 1, !candidate.isExcluded else {
      guard let only = decisions.first else { return }
      plan.crops.append((candidate.sampleID, only))
      if !candidate.isExcluded { count(candidate, only) }
      return
    }
    // Several faces: each is a sample, and the whole image is one only where a face fills it.
    plan.crops.append((candidate.sampleID, whole ?? SampleCrop(.filled)))
    if let whole {
      count(candidate, whole)
    } else if !candidate.isKept {
      plan.exclusions[candidate.sampleKey] = "\(cut.count) faces stand for it"
    }
    for crop in cut {
      guard let frame = crop.frame else { continue }
      plan.faces.append(
        CropPlan.Face(
          parent: candidate.sampleID,
          region: Self.region(of: frame, width: candidate.width, height: candidate.height),
          label: candidate.label, crop: crop))
      summary.faceSamples += 1
      count(candidate, crop)
    }
  }

  private mutating func count(_ candidate: CropCandidate, _ crop: SampleCrop) {
    guard summary.classes.indices.contains(candidate.label) else { return }
    switch crop.outcome {
    case .cropped: summary.classes[candidate.label].cropped += 1
    case .small, .filled: summary.classes[candidate.label].passed += 1
    case .given: summary.classes[candidate.label].given += 1
    case .noFace:
      summary.classes[candidate.label].noFace += 1
      if summary.withoutFace.count < Self.namedImages { noteName(of: candidate) }
      if settings.noFace == .exclude, !candidate.isKept {
        plan.exclusions[candidate.sampleKey] = "no face was found"
        summary.excluded += 1
      }
    }
  }

  private mutating func noteName(of candidate: CropCandidate) {
    let place = try? catalog.places(ofContents: [candidate.content]).first
    summary.withoutFace.append(place?.name ?? candidate.contentID.description)
  }

  private mutating func list(_ name: String, _ decisions: [SampleCrop], _ faces: [Face]) {
    summary.entries.append(
      CropSummary.Entry(
        name: name, outcomes: decisions.map { Self.word($0.outcome) },
        frames: decisions.compactMap(\.frame), faces: faces.map(\.json)))
  }

  private static func word(_ outcome: SampleCrop.Outcome) -> String {
    switch outcome {
    case .cropped: "cropped"
    case .small: "small"
    case .filled: "filled"
    case .given: "given"
    case .noFace: "no-face"
    }
  }

  /// The pixels of the image that a frame covers, which tells a face from the others: without its tilt, and
  /// at least one.
  static func region(of frame: CropFrame, width: Int, height: Int) -> PixelBox {
    func span(_ center: Int, _ size: Int) -> (start: Int, length: Int) {
      let low = (center - frame.side / 2) >> 4
      let start = max(0, min(size - 1, low))
      let end = max(start + 1, min(size, low + frame.pixelSide))
      return (start, end - start)
    }
    let (across, down) = (span(frame.centerX, width), span(frame.centerY, height))
    return PixelBox(x: across.start, y: down.start, width: across.length, height: down.length)
  }
}
