public import Core

/// Writes `predictions.csv`, one line a sample, as it comes: any figure of the report can be recomputed from it.
///
/// Columns: split, sample_key, content_id, label, predicted, then `p_` and the name of each class; out-of-fold
/// predictions have a column `fold` in front.
/// Probabilities are the shortest decimals that read back as the same single-precision number. The file
/// gets its name only with `commit()`.
public final class PredictionsCSV {
  private let writer: FileWriter
  private let classNames: [String]
  private let hasFolds: Bool

  /// Starts the file with its header line.
  ///
  /// - Parameter hasFolds: whether every sample comes with the fold that held it out.
  public init(path: String, classNames: [String], hasFolds: Bool = false) throws(FileError) {
    writer = try FileWriter(path: path)
    (self.classNames, self.hasFolds) = (classNames, hasFolds)
    let fixed =
      (hasFolds ? ["fold"] : []) + ["split", "sample_key", "content_id", "label", "predicted"]
    try writer.write(CSV.line(fixed + classNames.map { "p_\($0)" }))
  }

  /// Adds a sample.
  ///
  /// - Parameters:
  ///   - label: the true class, an index of the class names.
  ///   - probabilities: one for each class; the first largest is the prediction.
  ///   - fold: the fold that held it out, from 1, where the file has folds.
  public func write(
    fold: Int? = nil, split: Split, key: SampleKey, contentID: ContentID, label: Int,
    probabilities: some Collection<Float>
  ) throws(FileError) {
    let values = Array(probabilities)
    precondition(values.count == classNames.count && classNames.indices.contains(label))
    precondition((fold != nil) == hasFolds, "a file has the fold of every sample, or of none")
    var predicted = 0
    for index in values.indices where values[index] > values[predicted] { predicted = index }
    let fixed =
      (fold.map { [String($0)] } ?? []) + [
        split.rawValue, key.digest.hex, contentID.digest.hex, classNames[label],
        classNames[predicted],
      ]
    try writer.write(CSV.line(fixed + values.map(\.description)))
  }

  /// Syncs the file and gives it its name.
  public func commit() throws(FileError) { try writer.commit() }
}
