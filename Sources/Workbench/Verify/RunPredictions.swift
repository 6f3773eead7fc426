internal import Core
internal import Evaluation

/// The predictions.csv of an evaluated run, read back as it was written.
struct RunPredictions {
  /// The classes in the order of their columns.
  let classNames: [String]
  /// By split, rows in the order of the file.
  var predictions: [Split: Predictions]
  /// The contents of the rows, in the same order.
  let contentIDs: [Split: [ContentID]]

  /// The rows of a split while they are read.
  private struct Rows {
    var keys: [SampleKey] = []
    var contentIDs: [ContentID] = []
    var labels: [Int] = []
    var probabilities: [Float] = []
  }

  /// The predictions with the groups that the shards have.
  func grouped(by rows: ShardRows) throws(WorkbenchError) -> [Split: Predictions] {
    var grouped = predictions
    for part in rows.parts {
      guard let own = predictions[part.split], let groups = part.sharedGroups else { continue }
      grouped[part.split] = try lifting { () throws(EvaluationError) in
        try Predictions(
          probabilities: own.probabilities, labels: own.labels, keys: own.keys,
          classNames: own.classNames, groups: groups, areClassesOnly: own.areClassesOnly)
      }
    }
    return grouped
  }

  /// Reads a file.
  ///
  /// - Parameter areClassesOnly: whether the probabilities stand for predicted classes alone.
  init(path: String, areClassesOnly: Bool) throws(WorkbenchError) {
    let table = try TableLines(path: path)
    guard let split = try table.column("split"), let key = try table.column("sample_key"),
      let content = try table.column("content_id"), let label = try table.column("label"),
      let predicted = try table.column("predicted")
    else {
      throw .problem("\(path) is no predictions.csv of fer-data evaluate; evaluate the run again")
    }
    let places = table.header.indices.filter { table.header[$0].hasPrefix("p_") }
    let names = places.map { String(table.header[$0].dropFirst(2)) }
    var rows: [Split: Rows] = [:]
    for line in table.lines {
      let values = places.compactMap { Float(line.fields[$0]) }
      guard let own = Split(rawValue: line.fields[split]),
        let keyDigest = Digest(hex: line.fields[key]),
        let contentDigest = Digest(hex: line.fields[content]),
        let truth = names.firstIndex(of: line.fields[label]), values.count == names.count
      else { throw table.problem(line.number, "it cannot be read; evaluate the run again") }
      var largest = 0
      for (place, value) in values.enumerated() where value > values[largest] { largest = place }
      guard names[largest] == line.fields[predicted] else {
        throw table.problem(
          line.number,
          "it says predicted \(line.fields[predicted]), but its largest probability is that of "
            + names[largest])
      }
      rows[own, default: Rows()].keys.append(SampleKey(keyDigest))
      rows[own]?.contentIDs.append(ContentID(contentDigest))
      rows[own]?.labels.append(truth)
      rows[own]?.probabilities += values
    }
    var predictions: [Split: Predictions] = [:]
    for (own, rows) in rows {
      do throws(EvaluationError) {
        predictions[own] = try Predictions(
          probabilities: rows.probabilities, labels: rows.labels, keys: rows.keys,
          classNames: names, areClassesOnly: areClassesOnly)
      } catch { throw .problem("\(path), \(own.rawValue): \(error.description)") }
    }
    (classNames, self.predictions) = (names, predictions)
    contentIDs = rows.mapValues(\.contentIDs)
  }
}
