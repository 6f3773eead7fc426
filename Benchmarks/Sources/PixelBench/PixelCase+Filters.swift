internal import Imaging

extension PixelCase {
  /// Denoisers, normalization and sharpening.
  static let filters: [PixelCase] = [
    PixelCase("median-3") { try $0.medianDenoised(size: 3) },
    PixelCase("median-5") { try $0.medianDenoised(size: 5) },
    PixelCase("gaussian-1") { try $0.gaussianBlurred(sigma: 1) },
    PixelCase("gaussian-2") { try $0.gaussianBlurred(sigma: 2) },
    PixelCase("bilateral-5") {
      try $0.bilateralDenoised(diameter: 5, sigmaColor: 25, sigmaSpace: 2)
    },
    PixelCase("bilateral-9") {
      try $0.bilateralDenoised(diameter: 9, sigmaColor: 25, sigmaSpace: 3)
    },
    PixelCase("nl-means") { try $0.nonLocalMeansDenoised(strength: 10) },
    PixelCase("equalize") { $0.histogramEqualized() },
    PixelCase("clahe") { try $0.adaptivelyEqualized(clip: 2, tiles: 8) },
    PixelCase("clahe-3") { try $0.adaptivelyEqualized(clip: 2, tiles: 3) },
    PixelCase("percentile") { try $0.stretched(low: 1, high: 99) },
    PixelCase("gamma-0.7") { try $0.gammaCorrected(0.7) },
    PixelCase("standardize") { try $0.standardized() },
    PixelCase("unsharp") { try $0.sharpened(amount: 1, sigma: 1) },
  ]
}
