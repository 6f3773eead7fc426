import Core
import SyntheticFaces
import Testing

@Suite("Drawn dataset")
struct SyntheticDatasetTests {
  private func options(
    perClass: Int = 10, subjects: Int? = 5, seed: UInt64 = 1, plant: PlantOptions? = nil
  ) -> SyntheticDataset.Options {
    var options = SyntheticDataset.Options()
    options.perClass = perClass
    options.size = 24
    options.subjects = subjects
    options.seed = seed
    options.plant = plant
    return options
  }

  private func files(
    _ options: SyntheticDataset.Options, threads: Int = 1
  ) throws -> [SyntheticFile] {
    let data = try SyntheticDataset(options)
    return try data.files(0..<data.count, pool: WorkerPool(threads: threads))
  }

  @Test("the same seed gives the same files on 1, 2 and 3 threads", arguments: [2, 3])
  func threads(count: Int) throws {
    let options = options(plant: .standard)
    #expect(try files(options) == files(options, threads: count))
  }

  @Test("another seed gives other files under other names")
  func seeds() throws {
    let first = try files(options(seed: 1))
    let second = try files(options(seed: 2))
    #expect(Set(first.map(\.bytes)).isDisjoint(with: second.map(\.bytes)))
    #expect(first.map(\.path) != second.map(\.path))
  }

  @Test("batches of any size together are all files", arguments: [1, 7, 64, 10_000])
  func batches(size: Int) throws {
    let data = try SyntheticDataset(options(plant: .standard))
    let pool = WorkerPool(threads: 1)
    let whole = try data.files(0..<data.count, pool: pool)
    var parts: [SyntheticFile] = []
    for range in data.batches(of: size) {
      #expect(range.count <= size)
      parts += try data.files(range, pool: pool)
    }
    #expect(parts == whole)
    #expect(parts.map(\.path) == data.paths)
  }

  @Test("more images a class change none of those that were there")
  func grows() throws {
    let few = try files(options(perClass: 10))
    let many = try files(options(perClass: 20))
    #expect(many.count == 2 * few.count)
    #expect(Set(few).isSubset(of: many))
  }

  @Test("planting changes no sound file")
  func plantingAdds() throws {
    let sound = try files(options(perClass: 20))
    let planted = try files(options(perClass: 20, plant: .standard))
    #expect(planted.count > sound.count)
    #expect(Set(sound).isSubset(of: planted))
  }

  @Test("every subject shows every class, and no subject is invented", arguments: [1, 3, 10])
  func subjects(count: Int) throws {
    let data = try SyntheticDataset(options(perClass: 10, subjects: count))
    #expect(data.subjects == count)
    let expected = Set((0..<count).map { String(String(10_000 + $0).dropFirst()) })
    for name in Taxonomy.fer7.classNames {
      let shown = data.paths.filter { $0.hasPrefix("faces/\(name)/") }.compactMap { path in
        path.split(separator: "/").last?.dropFirst("subject-".count).prefix(4)
      }
      #expect(shown.count == 10)
      #expect(Set(shown.map { String($0) }) == expected)
    }
  }

  @Test("paths are sorted, unique and of one shape", arguments: SyntheticDataset.Format.allCases)
  func paths(format: SyntheticDataset.Format) throws {
    var options = options(perClass: 30, plant: .standard)
    options.format = format
    let paths = try SyntheticDataset(options).paths
    #expect(Set(paths).count == paths.count)
    #expect(paths == paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let shape = try Regex(#"faces/[a-z]+/subject-[0-9]{4}_[0-9]{6}\.(jpg|png)"#)
    for path in paths {
      #expect(path.wholeMatch(of: shape) != nil)
      #expect(path.hasSuffix(format.fileExtension))
    }
  }

  @Test("without a number of subjects there are sixty, or one for every image of a class")
  func usualSubjects() throws {
    #expect(try SyntheticDataset(options(perClass: 100, subjects: nil)).subjects == 60)
    #expect(try SyntheticDataset(options(perClass: 8, subjects: nil)).subjects == 8)
  }

  @Test("a class means the same faces in every taxonomy")
  func taxonomies() throws {
    var options = options()
    let fer = try files(options)
    options.taxonomy = .ekman7
    let ekman = try files(options)
    func happy(_ files: [SyntheticFile], _ name: String) -> [[UInt8]] {
      files.filter { $0.path.hasPrefix("faces/\(name)/") }.map(\.bytes)
    }
    #expect(happy(fer, "happy") == happy(ekman, "happiness"))
    #expect(ekman.contains { $0.path.hasPrefix("faces/contempt/") })
    #expect(!ekman.contains { $0.path.hasPrefix("faces/neutral/") })
  }

  @Test("a taxonomy of one's own works by its names or aliases")
  func customTaxonomy() throws {
    var options = options()
    options.taxonomy = try Taxonomy(
      name: "mood", classes: [.init(name: "bright", aliases: ["joy"]), .init(name: "sadness")])
    let paths = try SyntheticDataset(options).paths
    #expect(paths.count == 20)
    #expect(paths.filter { $0.hasPrefix("faces/bright/") }.count == 10)
  }
}
