extension MetricsReport {
  /// The Matthews correlation for many classes (Gorodkin, 2004):
  /// (c·s − Σ pₖtₖ) / √((s² − Σpₖ²)(s² − Σtₖ²)), where of s samples c are correct, tₖ are of class k and pₖ
  /// were taken for it.
  public var matthewsCorrelation: Figure {
    let sums = agreementSums
    let square = support * support
    let predictedSpread = Double(square - sums.predictedSquares)
    let labelSpread = Double(square - sums.labelSquares)
    return .ratio(
      Double(confusion.correct * support - sums.products),
      (predictedSpread * labelSpread).squareRoot(), or: support == 0 ? .noSamples : .oneClass)
  }

  /// Cohen's kappa (1960): (observed − chance agreement) / (1 − chance agreement).
  public var cohensKappa: Figure {
    let sums = agreementSums
    return .ratio(
      confusion.correct * support - sums.products, support * support - sums.products,
      or: support == 0 ? .noSamples : .oneClass)
  }

  private var agreementSums: (products: Int, predictedSquares: Int, labelSquares: Int) {
    classes.reduce(into: (0, 0, 0)) { sums, metrics in
      sums.0 += metrics.predicted * metrics.support
      sums.1 += metrics.predicted * metrics.predicted
      sums.2 += metrics.support * metrics.support
    }
  }
}
