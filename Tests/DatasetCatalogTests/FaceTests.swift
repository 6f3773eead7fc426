import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Faces and crops")
struct FaceTests {
  private static func face(_ number: Int) -> DetectedFace {
    DetectedFace(
      x: number, y: -number, width: 256 * number, height: 300,
      points: (0..<10).map { $0 + number }, score: 65536 - number)
  }

  private static let frame = CropFrame(centerX: 160, centerY: -8, side: 320, tilt: -1500)

  private static func candidates(_ catalog: Catalog) throws -> [CropCandidate] {
    try catalog.cropCandidates(after: 0, limit: 100, journal: try catalog.cropJournal())
  }

  private static func excluded(_ catalog: Catalog) throws -> Set<SampleKey> {
    Set(try catalog.sampleSummaries().filter(\.isExcluded).map(\.sampleKey))
  }

  @Test("what a detector found comes back, and what it has looked at is not asked for again")
  func detections() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<3))
    let catalog = try CatalogFixtures.open(folder)
    let yunet = try catalog.detectorNumber(["name": "yunet", "scales": [320]])
    #expect(try catalog.detectorNumber(["name": "yunet", "scales": [320]]) == yunet)
    let other = try catalog.detectorNumber(["name": "yunet", "scales": [640]])
    #expect(other != yunet)
    let contents = try catalog.contentsToDetect(detector: yunet, sidesAbove: 0)
    #expect(contents.count == 3)
    #expect(try catalog.contentsToDetect(detector: yunet, sidesAbove: 48).isEmpty)
    let found = [Self.face(1), Self.face(2)]
    try catalog.storeDetections(
      [(contents[0], found), (contents[1], [])], detector: yunet)
    #expect(try catalog.contentsToDetect(detector: yunet, sidesAbove: 0) == [contents[2]])
    #expect(try catalog.contentsToDetect(detector: other, sidesAbove: 0) == contents)
    #expect(try catalog.faces(detector: yunet, contents: contents) == [contents[0]: found])
    #expect(try catalog.faces(detector: other, contents: contents).isEmpty)
    let places = try catalog.places(ofContents: [contents[2], contents[0]])
    #expect(places.map(\.name) == ["faces: happy/2.jpg", "faces: happy/0.jpg"])
    #expect(
      try catalog.packReader().bytes(at: places[0].location) == CatalogFixtures.bytes(2))
  }

  @Test("crops come with the samples, and the next cropping takes their place")
  func crops() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<3))
    let catalog = try CatalogFixtures.open(folder)
    let samples = try Self.candidates(catalog)
    #expect(try catalog.currentCrop() == nil && catalog.uncroppedCount() == 3)
    var plan = CropPlan()
    let crops = [
      SampleCrop(.cropped, frame: Self.frame, face: 1), SampleCrop(.noFace), SampleCrop(.small),
    ]
    plan.crops = zip(samples, crops).map { ($0.sampleID, $1) }
    try catalog.storeCrops(plan, run: ["choose": "largest"])
    #expect(try catalog.details(for: samples.map(\.sampleID)).map(\.crop) == crops)
    #expect(try catalog.currentCrop() == ["choose": "largest"])
    #expect(try catalog.uncroppedCount() == 0)
    try catalog.storeCrops(CropPlan(), run: .null)
    #expect(try catalog.details(for: samples.map(\.sampleID)).allSatisfy { $0.crop == nil })
    #expect(try catalog.currentCrop() == nil && catalog.uncroppedCount() == 3)
  }

  @Test("exclusions are decisions that the next cropping takes back, unless a person has spoken")
  func exclusions() throws {
    let folder = try TemporaryFolder()
    try CatalogFixtures.importFaces(folder, CatalogFixtures.records(0..<4))
    let catalog = try CatalogFixtures.open(folder)
    let keys = try Self.candidates(catalog).map(\.sampleKey)
    var plan = CropPlan()
    plan.exclusions = [keys[0]: "no face", keys[1]: "no face"]
    try catalog.storeCrops(plan, run: [:])
    #expect(try Self.excluded(catalog) == [keys[0], keys[1]])
    // The same again adds nothing to the journal.
    let length = try catalog.decisions().count
    try catalog.storeCrops(plan, run: [:])
    #expect(try catalog.decisions().count == length)
    // A person takes one back; cropping does not insist, and sees what others excluded.
    let mine = try #require(
      try catalog.decisions().first {
        if case .decided(let decision) = $0.entry {
          decision.target == .sample(keys[0])
        } else {
          false
        }
      })
    try catalog.undoDecision(mine.id, reason: "it is one", author: "me")
    try catalog.appendDecision(
      Decision(.exclude, .sample(keys[3]), reason: "blurred", author: "me"))
    try catalog.storeCrops(plan, run: [:])
    #expect(try Self.excluded(catalog) == [keys[1], keys[3]])
    #expect(try Self.candidates(catalog).map(\.isExcluded) == [false, false, false, true])
    plan.exclusions = [keys[2]: "no face"]
    try catalog.storeCrops(plan, run: [:])
    #expect(try Self.excluded(catalog) == [keys[2], keys[3]])
    try catalog.storeCrops(CropPlan(), run: .null)
    #expect(try Self.excluded(catalog) == [keys[3]])
  }

  @Test("faces become samples of their own once, and go out of force when nobody wants them")
  func faceSamples() throws {
    let folder = try TemporaryFolder()
    let records = [
      CatalogFixtures.accepted("a", 1, label: 4, split: .test, subject: "S1"),
      CatalogFixtures.accepted("b", 2),
    ]
    try CatalogFixtures.importFaces(folder, records)
    let catalog = try CatalogFixtures.open(folder)
    let samples = try Self.candidates(catalog)
    let parent = samples[0]
    let boxes = [
      PixelBox(x: 1, y: 2, width: 8, height: 9), PixelBox(x: 20, y: 2, width: 8, height: 9),
    ]
    var plan = CropPlan()
    plan.faces = boxes.enumerated().map { number, box in
      CropPlan.Face(
        parent: parent.sampleID, region: box, label: parent.label,
        crop: SampleCrop(.cropped, frame: Self.frame, face: number))
    }
    plan.exclusions = [parent.sampleKey: "2 faces stand for it"]
    try catalog.storeCrops(plan, run: [:])
    let first = try catalog.sampleSummaries()
    #expect(first.count == 4 && first.filter(\.isExcluded).map(\.sampleKey) == [parent.sampleKey])
    let details = try catalog.details(for: first.map(\.id)).filter { $0.region != nil }
    #expect(Set(details.map(\.region)) == Set(boxes))
    for face in details {
      #expect(face.member == "a" && face.importedLabel == 4 && face.officialSplit == .test)
      #expect(face.subject == "S1" && face.crop?.frame == Self.frame)
      #expect(face.sampleKey == SampleKey(content: face.contentID, region: face.region))
    }
    // Cropping looks at the samples of the source alone, and so does an import.
    #expect(try Self.candidates(catalog).map(\.sampleID) == samples.map(\.sampleID))
    let again = try CatalogFixtures.begin(catalog)
    #expect(
      again.labels(ofMember: "a")
        == ImportedSample.fingerprint(of: [ImportedSample(label: 4)]))
    try catalog.storeCrops(plan, run: [:])
    #expect(try catalog.sampleSummaries() == first)
    // One face fewer: it is left out; none: all faces are, and the image is back.
    plan.faces.removeLast()
    try catalog.storeCrops(plan, run: [:])
    #expect(try Self.excluded(catalog).count == 2)
    try catalog.storeCrops(CropPlan(), run: .null)
    let inForce = try catalog.sampleSummaries().filter { !$0.isExcluded }
    #expect(Set(inForce.map(\.id)) == Set(samples.map(\.sampleID)))
  }
}
