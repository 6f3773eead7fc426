import Core
import Imaging
import SyntheticFaces
import Testing

@Suite("Planted defects")
struct PlantedDefectTests {
  /// A planted dataset of one format, all of it made.
  struct Planted {
    let data: SyntheticDataset
    let bytes: [String: [UInt8]]

    init(format: SyntheticDataset.Format, color: FaceColor = .gray) throws {
      var options = SyntheticDataset.Options()
      options.perClass = 40
      options.size = 48
      options.subjects = 8
      options.seed = 6
      options.format = format
      options.color = color
      options.plant = .standard
      data = try SyntheticDataset(options)
      let files = try data.files(0..<data.count, pool: WorkerPool(threads: 2))
      bytes = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    }

    func rows(_ defects: PlantedDefect...) -> [AnswerKey.Row] {
      data.answerKey.rows.filter { defects.contains($0.defect) }
    }

    func file(_ path: String?) throws -> [UInt8] {
      let path = try #require(path)
      return try #require(bytes[path])
    }

    func image(_ path: String?) throws -> Image { try decoded(path).image }

    func decoded(_ path: String?) throws -> DecodedImage {
      var decoder = try ImageDecoder()
      return try decoder.decode(try file(path), options: DecodingOptions())
    }
  }

  @Test("the key names files that exist, in order, two or more of each defect")
  func key() throws {
    let planted = try Planted(format: .jpeg)
    let rows = planted.data.answerKey.rows
    #expect(planted.data.count == 7 * 40 + rows.count)
    #expect(Set(rows.map(\.member)).count == rows.count)
    #expect(rows.map(\.member) == rows.map(\.member).sorted())
    for defect in PlantedDefect.allCases { #expect(planted.rows(defect).count >= 2, "\(defect)") }
    for row in rows {
      #expect(planted.bytes[row.member] != nil)
      #expect(row.member.hasPrefix("faces/\(row.givenClass)/"))
      if let original = row.original {
        #expect(planted.bytes[original] != nil)
        #expect(!rows.contains { $0.member == original }, "originals are sound")
      }
    }
  }

  @Test(
    "what is not in the key is sound and shown once", arguments: SyntheticDataset.Format.allCases)
  func soundFiles(format: SyntheticDataset.Format) throws {
    let planted = try Planted(format: format)
    let named = Set(planted.data.answerKey.rows.map(\.member))
    let sound = planted.data.paths.filter { !named.contains($0) }
    #expect(sound.count == 7 * 40)
    #expect(Set(try sound.map { try planted.file($0) }).count == sound.count)
    for path in sound { #expect(try planted.decoded(path).format.rawValue == format.rawValue) }
  }

  @Test("exact duplicates are byte-equal", arguments: SyntheticDataset.Format.allCases)
  func exactDuplicates(format: SyntheticDataset.Format) throws {
    let planted = try Planted(format: format)
    for row in planted.rows(.exactDuplicate, .exactDuplicateOtherClass) {
      #expect(try planted.file(row.member) == planted.file(row.original))
      #expect((row.trueClass == row.givenClass) == (row.defect == .exactDuplicate))
    }
  }

  @Test("near duplicates are near, not equal", arguments: SyntheticDataset.Format.allCases)
  func nearDuplicates(format: SyntheticDataset.Format) throws {
    let planted = try Planted(format: format, color: .rgb)
    for row in planted.rows(.nearDuplicate, .nearDuplicateOtherClass) {
      let (copy, original) = (try planted.image(row.member), try planted.image(row.original))
      #expect(copy != original)
      #expect(PixelDistance.mean(copy, original) < 24)
      #expect((row.trueClass == row.givenClass) == (row.defect == .nearDuplicate))
    }
  }

  @Test("mislabeled faces lie in another class than they show")
  func mislabeled() throws {
    for row in try Planted(format: .jpeg).rows(.mislabeled) {
      #expect(row.trueClass != nil && row.trueClass != row.givenClass)
    }
  }

  @Test(
    "corrupt, truncated and foreign files do not decode",
    arguments: SyntheticDataset.Format.allCases, FaceColor.allCases)
  func undecodable(format: SyntheticDataset.Format, color: FaceColor) throws {
    let planted = try Planted(format: format, color: color)
    for row in planted.rows(.corrupt, .truncated, .notAnImage) {
      #expect(throws: ImageError.self, "\(row)") { try planted.decoded(row.member) }
    }
  }

  @Test("turned files decode upright to the original", arguments: SyntheticDataset.Format.allCases)
  func turned(format: SyntheticDataset.Format) throws {
    let planted = try Planted(format: format)
    for row in planted.rows(.rotatedByEXIF) {
      let decoded = try planted.decoded(row.member)
      #expect((2...8).contains(decoded.orientation))
      #expect(PixelDistance.mean(decoded.image, try planted.image(row.original)) < 3)
    }
  }

  @Test("a wrong extension hides a sound image of the other format")
  func wrongExtension() throws {
    for (format, inside) in [(SyntheticDataset.Format.jpeg, "png"), (.png, "jpeg")] {
      let planted = try Planted(format: format)
      for row in planted.rows(.wrongExtension) {
        #expect(row.member.hasSuffix(format.fileExtension))
        #expect(try planted.decoded(row.member).format.rawValue == inside)
      }
    }
  }

  @Test("blank images have one level and blurred ones no detail")
  func flat() throws {
    let planted = try Planted(format: .jpeg)
    for row in planted.rows(.blank) {
      let pixels = try planted.image(row.member).pixels
      #expect(Set(pixels).count == 1)
    }
    #expect(Set(try planted.rows(.blank).map { try planted.file($0.member) }).count >= 2)
    let named = Set(planted.data.answerKey.rows.map(\.member))
    let sound = try planted.data.paths.filter { !named.contains($0) }.prefix(40).map {
      roughness(try planted.image($0))
    }
    let smoothest = try #require(sound.min())
    for row in planted.rows(.blurred) {
      #expect(roughness(try planted.image(row.member)) < smoothest)
    }
  }

  /// The mean step between neighbours in a row.
  private func roughness(_ image: Image) -> Double {
    var sum = 0
    for y in 0..<image.height {
      for x in 1..<image.width { sum += abs(Int(image[x, y, 0]) - Int(image[x - 1, y, 0])) }
    }
    return Double(sum) / Double(image.height * (image.width - 1))
  }

  @Test("a small planted dataset has one of each defect and still plans")
  func tiny() throws {
    var options = SyntheticDataset.Options()
    options.perClass = 1
    options.taxonomy = try Taxonomy(
      name: "two", classes: [.init(name: "sad"), .init(name: "happy")])
    options.plant = .standard
    let data = try SyntheticDataset(options)
    #expect(data.answerKey.rows.count == PlantedDefect.allCases.count)
    #expect(data.count == 2 + PlantedDefect.allCases.count)
  }

  @Test("the key is CSV as RFC 4180 has it")
  func csv() {
    let key = AnswerKey(rows: [
      .init(
        member: "a,b/\"c\".jpg", defect: .blank, original: nil, trueClass: nil, givenClass: "sad",
        note: "one\r\ntwo")
    ])
    #expect(
      key.csv == "member,defect,original,true_class,given_class,note\r\n"
        + "\"a,b/\"\"c\"\".jpg\",blank,,,sad,\"one\r\ntwo\"\r\n")
  }
}
