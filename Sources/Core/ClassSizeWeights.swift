/// Weights of classes that follow from how many samples they have.
///
/// Each is scaled so that the mean over all samples is 1; a class without samples weighs 0, since nothing
/// carries its weight.
public enum ClassSizeWeights {
  /// 1 / n for a class of n samples.
  ///
  /// - Parameter counts: samples of each class.
  public static func inverseFrequency(_ counts: [Int]) -> [Double] {
    scaled(counts.map { $0 > 0 ? 1 / Double($0) : 0 }, counts)
  }

  /// (1 − β) / (1 − βⁿ) for a class of n samples: the effective number of samples (Cui et al., 2019).
  ///
  /// - Parameters:
  ///   - counts: samples of each class.
  ///   - beta: β, 0 … less than 1.
  public static func effectiveNumber(_ counts: [Int], beta: Double) -> [Double] {
    scaled(
      counts.map { $0 > 0 ? (1 - beta) / (1 - Elementary.power(beta, $0)) : 0 }, counts)
  }

  private static func scaled(_ raw: [Double], _ counts: [Int]) -> [Double] {
    let samples = Double(counts.reduce(0, +))
    let sum = zip(raw, counts).reduce(0.0) { $0 + $1.0 * Double($1.1) }
    return sum > 0 ? raw.map { $0 * (samples / sum) } : raw
  }
}
