internal import Core
internal import Evaluation
internal import Tensors

/// The predictions of a model that was trained elsewhere, matched with the rows of shards.
struct OutsidePredictions {
  /// The predictions of every split of which all originals are there.
  let predictions: [Split: Predictions]
  /// The lines of augmented copies, which are not scored.
  let copies: Int
  /// The number of lines after the header.
  let lines: Int

  private typealias Place = RowMatching.Place

  /// Reads a file and matches every line; nothing is left over, nothing is guessed.
  init(
    path: String, form: PredictionForm, rows: ShardRows
  ) throws(WorkbenchError) {
    let table = try TableLines(path: path)
    let names = rows.index.classNames
    let columns = try PredictionColumns(table, form: form, classNames: names)
    let matching = try RowMatching(table, rows)
    let label = try table.column("label")
    var copies = 0
    // The lines of the rows of one image, by its first row.
    var ofFirst: [Place: [Int]] = [:]
    var placesOf: [[Place]] = []
    var values: [[Float]] = []
    for (number, line) in table.lines.enumerated() {
      values.append(try columns.probabilities(of: line))
      guard let places = try matching.places(of: line) else {
        placesOf.append([])
        copies += 1
        continue
      }
      placesOf.append(places)
      if let label {
        try Self.check(line.fields[label], line, places, table, matching, rows)
      }
      ofFirst[places[0], default: []].append(number)
    }
    var owner = rows.parts.map { [Int?](repeating: nil, count: $0.rows.count) }
    var isOwn = Array(repeating: false, count: rows.parts.count)
    for (number, places) in placesOf.enumerated() where !places.isEmpty {
      let sharing = ofFirst[places[0]] ?? []
      guard sharing[0] == number else { continue }
      let areEqual = sharing.allSatisfy { values[$0] == values[number] }
      guard sharing.count == places.count || areEqual && places.count > 1 else {
        let numbers = sharing.prefix(4).map { String(table.lines[$0].number) }
        throw .problem(
          "\(path), lines \(numbers.joined(separator: " and ")) are both of \(matching.name(places[0])); "
            + "keep one line for each row")
      }
      let spans = Set(places.map(\.part)).count > 1
      for (turn, place) in places.enumerated() {
        let line = sharing.count == places.count ? sharing[turn] : number
        if let other = owner[place.part][place.row] {
          throw .problem(
            "\(path), lines \(table.lines[other].number) and \(table.lines[line].number) are both of "
              + "\(matching.name(place)); keep one line for each row")
        }
        owner[place.part][place.row] = line
        if !spans { isOwn[place.part] = true }
      }
    }
    var predictions: [Split: Predictions] = [:]
    for (number, part) in rows.parts.enumerated() {
      let missing = owner[number].indices.filter { owner[number][$0] == nil }
      if let first = missing.first {
        // An image that lies in two splits reaches the other one by its key alone.
        guard isOwn[number] else { continue }
        throw .problem(
          "\(path) has \(part.rows.count - missing.count) of the \(part.rows.count) rows of "
            + "\(part.split.rawValue); the first without a line is "
            + "\(matching.name(.init(part: number, row: first))), sample key \(part.keys[first].digest.hex); "
            + "give a line for every row of a split, or none")
      }
      guard !part.rows.isEmpty else { continue }
      let flat = owner[number].flatMap { line in line.map { values[$0] } ?? [] }
      predictions[part.split] = try lifting { () throws(EvaluationError) in
        try Predictions(
          probabilities: flat, labels: part.labels, keys: part.keys, classNames: names,
          groups: part.sharedGroups, areClassesOnly: form == .classes)
      }
    }
    guard !predictions.isEmpty else {
      throw .problem(
        "\(path) has not all rows of any split; give a line for every row of train, val or test")
    }
    (self.predictions, self.copies, lines) = (predictions, copies, table.lines.count)
  }

  /// A label that a file gives must be ours: otherwise it is of other data, or of other rows.
  private static func check(
    _ text: String, _ line: TableLines.Line, _ places: [Place], _ table: TableLines,
    _ matching: RowMatching, _ rows: ShardRows
  ) throws(WorkbenchError) {
    let names = rows.index.classNames
    guard let label = PredictionColumns.label(text, names) else {
      throw table.problem(
        line.number,
        "'\(text)' under label is no class; the classes are \(names.joined(separator: ", "))")
    }
    let own = places.map { rows.parts[$0.part].labels[$0.row] }
    guard own.contains(label) else {
      throw table.problem(
        line.number,
        "its label is \(names[label]), but \(matching.name(places[0])) is \(names[own[0]]) in the shards; "
          + "match the rows anew, or leave the column label out")
    }
  }
}
