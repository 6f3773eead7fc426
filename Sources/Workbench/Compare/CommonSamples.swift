internal import Core
internal import Evaluation

/// The samples that several models were scored on, and their predictions in one order.
struct CommonSamples {
  /// The predictions of each model on the common samples, in the order of the first model's.
  let predictions: [Predictions]
  /// How many samples each model has and not all do.
  let leftOut: [Int]

  /// A sample: its key, its label, and which of the rows of that key and label it is.
  private struct Identity: Hashable {
    let key: SampleKey
    let label: String
    let turn: Int
  }

  /// Matches by sample key; a sample whose label differs is not the same question, so it is left out.
  ///
  /// - Parameter groups: numbers of samples that belong together; used where all common samples have one.
  init(_ all: [Predictions], groups: [SampleKey: UInt64]) throws(WorkbenchError) {
    let identities = all.map(Self.identities)
    var common = Set(identities.first ?? [])
    for list in identities.dropFirst() { common.formIntersection(list) }
    let order = (identities.first ?? []).filter(common.contains)
    let names = all.first?.classNames ?? []
    let numbers = order.compactMap { groups[$0.key] }
    var found: [Predictions] = []
    for (predictions, list) in zip(all, identities) {
      let places = Dictionary(zip(list, list.indices)) { first, _ in first }
      let columns = names.compactMap { predictions.classNames.firstIndex(of: $0) }
      let rows = order.compactMap { places[$0] }
      let k = predictions.classCount
      let flat = rows.flatMap { row in columns.map { predictions.probabilities[row * k + $0] } }
      let labels = order.compactMap { names.firstIndex(of: $0.label) }
      found.append(
        try lifting { () throws(EvaluationError) in
          try Predictions(
            probabilities: flat, labels: labels, keys: order.map(\.key), classNames: names,
            groups: numbers.count == order.count ? RowGroups.shared(numbers) : nil,
            areClassesOnly: predictions.areClassesOnly)
        })
    }
    self.predictions = found
    leftOut = identities.map { $0.count - order.count }
  }

  private static func identities(_ predictions: Predictions) -> [Identity] {
    var turns: [Identity: Int] = [:]
    return (0..<predictions.count).map { row in
      let bare = Identity(
        key: predictions.keys[row], label: predictions.classNames[predictions.labels[row]], turn: 0)
      defer { turns[bare, default: 0] += 1 }
      return Identity(key: bare.key, label: bare.label, turn: turns[bare] ?? 0)
    }
  }
}
