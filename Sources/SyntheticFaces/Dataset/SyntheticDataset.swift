public import Core

/// A drawn dataset of faces in class folders: a list of files that are made on demand.
///
/// A file's bytes depend on the options and its place in the plan alone, so batches can be made in
/// any order and on any number of threads. A sample depends on (seed, class, number in the class,
/// subjects): more images a class add files and change none.
public struct SyntheticDataset: Sendable {
  /// The most images a class.
  public static let maximumPerClass = 100_000

  /// The most subjects, because file names hold four digits.
  public static let maximumSubjects = 10_000

  /// What was asked for.
  public let options: Options

  /// The number of different persons; every one shows every class.
  public let subjects: Int

  /// What is wrong with which file; empty unless defects were planted.
  public let answerKey: AnswerKey

  private let plan: [PlannedFile]
  private let renderer: FaceRenderer

  /// Plans a dataset: file names and contents to be, no pictures yet.
  ///
  /// - Throws: ``SyntheticFacesError`` for options that cannot be drawn.
  public init(_ options: Options) throws(SyntheticFacesError) {
    let limit = Self.maximumPerClass
    guard (1...limit).contains(options.perClass) else {
      throw .perClass(options.perClass, limit: limit)
    }
    let subjects = options.subjects ?? min(Options.usualSubjects, options.perClass)
    guard (1...min(options.perClass, Self.maximumSubjects)).contains(subjects) else {
      throw .subjects(subjects, perClass: options.perClass)
    }
    renderer = try FaceRenderer(size: options.size, color: options.color)
    var planner = DatasetPlanner(
      options: options, subjects: subjects, classes: try Self.classes(of: options.taxonomy))
    planner.planSamples()
    if let plant = options.plant {
      try plant.validate()
      planner.planDefects(plant)
    }
    self.options = options
    self.subjects = subjects
    plan = planner.sortedFiles
    answerKey = AnswerKey(rows: planner.answers)
  }

  /// The number of files, planted ones included.
  public var count: Int { plan.count }

  /// The files' paths in their order: sorted by their UTF-8 bytes.
  public var paths: [String] { plan.map(\.path) }

  /// Consecutive ranges of at most `size` files that together are all of them.
  public func batches(of size: Int = 256) -> [Range<Int>] {
    let step = max(1, size)
    return stride(from: 0, to: count, by: step).map { $0..<min($0 + step, count) }
  }

  /// Makes some of the files; only these are in memory.
  ///
  /// - Parameter range: within 0..<``count``; what lies outside is left out.
  /// - Throws: ``SyntheticFacesError/image(_:)`` when an encoder fails.
  public func files(
    _ range: Range<Int>, pool: WorkerPool
  ) throws(SyntheticFacesError) -> [SyntheticFile] {
    let range = range.clamped(to: 0..<count)
    let maker = FileMaker(options: options, renderer: renderer)
    let results = pool.map(range.count) { index, _ in
      Result { () throws(SyntheticFacesError) in
        let planned = plan[range.lowerBound + index]
        return SyntheticFile(path: planned.path, bytes: try maker.bytes(of: planned.content))
      }
    }
    var files: [SyntheticFile] = []
    files.reserveCapacity(results.count)
    for result in results { files.append(try result.get()) }
    return files
  }

  /// The expression of every class of a taxonomy.
  private static func classes(
    of taxonomy: Taxonomy
  ) throws(SyntheticFacesError) -> [DrawnClass] {
    var drawn: [DrawnClass] = []
    for emotion in taxonomy.classes {
      let spellings = [emotion.name] + emotion.aliases
      guard let expression = spellings.lazy.compactMap({ FaceExpression(className: $0) }).first
      else { throw .unknownExpression(className: emotion.name, taxonomy: taxonomy.name) }
      if let earlier = drawn.first(where: { $0.expression == expression }) {
        throw .repeatedExpression(
          first: earlier.name, second: emotion.name, expression: expression)
      }
      guard isFolderName(emotion.name) else { throw .folderName(emotion.name) }
      drawn.append(DrawnClass(name: emotion.name, expression: expression))
    }
    return drawn
  }

  private static func isFolderName(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200 && name != "." && name != ".."
      && !name.unicodeScalars.contains { $0.value < 32 || $0 == "/" || $0 == "\\" }
  }
}

/// A class of the dataset's taxonomy and the expression that is drawn for it.
struct DrawnClass: Hashable, Sendable {
  var name: String
  var expression: FaceExpression
}
