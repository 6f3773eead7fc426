import Core
import Evaluation

/// scikit-learn's figures of the drawn prediction sets: `Tests/Recorded/scores.py`.
struct RecordedScores {
  /// The overall figures in the order of the file.
  static let overall = """
    accuracy accuracy_at_2 accuracy_at_3 accuracy_at_4 accuracy_at_5 macro_precision macro_recall \
    macro_f1 micro_precision micro_recall micro_f1 weighted_precision weighted_recall weighted_f1 \
    macro_specificity micro_specificity weighted_specificity macro_accuracy balanced_accuracy \
    matthews_correlation cohens_kappa macro_roc_auc micro_roc_auc weighted_roc_auc \
    macro_average_precision micro_average_precision weighted_average_precision log_loss brier_score \
    expected_calibration_error maximum_calibration_error
    """.split(separator: " ").map(String.init)
  /// The figures of a class.
  static let ofClass = """
    precision recall specificity accuracy f1 balanced_accuracy matthews_correlation cohens_kappa \
    roc_auc average_precision log_loss brier_score expected_calibration_error
    """.split(separator: " ").map(String.init)

  /// The numbers of every set, NaN where a figure is 0/0; empty when the file cannot be read.
  static let numbers: [Double] = {
    guard let bytes = try? Files.read("Tests/Recorded/scores.f64", limit: 1 << 20) else {
      return []
    }
    return bytes.withUnsafeBytes { raw in
      (0..<(raw.count / 8)).map { place in
        Double(
          bitPattern: UInt64(
            littleEndian: raw.loadUnaligned(fromByteOffset: 8 * place, as: UInt64.self)))
      }
    }
  }()

  /// Where each set begins, one more for the end, given the sets' numbers of classes.
  static func starts(_ classCounts: [Int]) -> [Int] {
    classCounts.reduce(into: [0]) {
      $0.append(($0.last ?? 0) + overall.count + $1 * ofClass.count)
    }
  }
}
