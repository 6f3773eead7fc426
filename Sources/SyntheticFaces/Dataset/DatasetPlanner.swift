internal import Core

/// Lays out a dataset: which file shows what, under which name.
struct DatasetPlanner {
  let options: SyntheticDataset.Options
  let subjects: Int
  let classes: [DrawnClass]
  var files: [PlannedFile] = []
  var answers: [AnswerKey.Row] = []
  private let scrambles: [NumberScramble]
  /// The subject of each sample of each class, in the order of their indices.
  private(set) var cast: [[Int]] = []
  private var plantedNumbers: [Int]

  init(options: SyntheticDataset.Options, subjects: Int, classes: [DrawnClass]) {
    self.options = options
    self.subjects = subjects
    self.classes = classes
    scrambles = classes.map {
      NumberScramble(seed: options.seed, expression: $0.expression)
    }
    plantedNumbers = classes.map { _ in 0 }
  }

  /// The files sorted by the UTF-8 bytes of their path.
  var sortedFiles: [PlannedFile] {
    files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Plans the sound files.
  ///
  /// Every class shows every subject once, in an order of its own, and then
  /// subjects by chance.
  mutating func planSamples() {
    files.reserveCapacity(classes.count * options.perClass)
    for (place, drawn) in classes.enumerated() {
      let key = LuckKey(
        seed: options.seed, purpose: "synth/cast/\(subjects)/\(drawn.expression.rawValue)")
      var luck = key.luck(for: 0, epoch: 0)
      var order = Array(0..<subjects)
      luck.shuffle(&order)
      cast.append(
        (0..<options.perClass).map { $0 < subjects ? order[$0] : luck.index(below: subjects) })
      for index in 0..<options.perClass {
        files.append(
          PlannedFile(path: path(of: index, in: place), content: .sound(sample(index, of: place))))
      }
    }
  }

  /// The sound sample of an index of a class.
  func sample(_ index: Int, of place: Int) -> PlannedFile.Sample {
    PlannedFile.Sample(
      expression: classes[place].expression, index: index, subject: cast[place][index])
  }

  /// The path of a sound sample.
  func path(of index: Int, in place: Int) -> String {
    name(number: scrambles[place].number(of: index), subject: cast[place][index], in: place)
  }

  /// A path for a planted file: its numbers come from the far end, so none is used twice.
  mutating func plantedPath(subject: Int, in place: Int) -> String {
    plantedNumbers[place] += 1
    let number = scrambles[place].number(of: NumberScramble.count - plantedNumbers[place])
    return name(number: number, subject: subject, in: place)
  }

  private func name(number: Int, subject: Int, in place: Int) -> String {
    let folder = "faces/\(classes[place].name)"
    let file = "subject-\(padded(subject, to: 4))_\(padded(number, to: 6))"
    return "\(folder)/\(file).\(options.format.fileExtension)"
  }

  private func padded(_ number: Int, to digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
