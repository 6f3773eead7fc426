public import Core

/// Writes `predictions.csv`, one line a sample, as it comes: any figure of the report can be recomputed from it.
///
/// Columns: split, sample_key, content_id, label, predicted, then `p_` and the name of each class.
/// Probabilities are the shortest decimals that read back as the same single-precision number. The file
/// gets its name only with `commit()`.
public final class PredictionsCSV {
  private let writer: FileWriter
  private let classNames: [String]

  /// Starts the file with its header line.
  public init(path: String, classNames: [String]) throws(FileError) {
    writer = try FileWriter(path: path)
    self.classNames = classNames
    let fixed = ["split", "sample_key", "content_id", "label", "predicted"]
    try writer.write(CSV.line(fixed + classNames.map { "p_\($0)" }))
  }

  /// Adds a sample.
  ///
  /// - Parameters:
  ///   - label: the true class, an index of the class names.
  ///   - probabilities: one for each class; the first largest is the prediction.
  public func write(
    split: Split, key: SampleKey, contentID: ContentID, label: Int,
    probabilities: some Collection<Float>
  ) throws(FileError) {
    let values = Array(probabilities)
    precondition(values.count == classNames.count && classNames.indices.contains(label))
    var predicted = 0
    for index in values.indices where values[index] > values[predicted] { predicted = index }
    let fixed = [
      split.rawValue, key.digest.hex, contentID.digest.hex, classNames[label],
      classNames[predicted],
    ]
    try writer.write(CSV.line(fixed + values.map(\.description)))
  }

  /// Syncs the file and gives it its name.
  public func commit() throws(FileError) { try writer.commit() }
}
