internal import Imaging

extension PixelCase {
  /// One kernel each.
  static let operations: [PixelCase] = [
    PixelCase("copy") { $0.applying(.keep) },
    PixelCase("flip") { $0.flippedHorizontally() },
    PixelCase("rotate") { $0.rotated(degrees: 7.3) },
    PixelCase("rotate-33") { $0.rotated(degrees: 33) },
    PixelCase("rotate-nearest") {
      $0.applying(.affine(.rotation(degrees: 7.3), .reflect, .nearest))
    },
    PixelCase("rotate-edge") { $0.rotated(degrees: 7.3, border: .edge) },
    PixelCase("rotate-black") { $0.rotated(degrees: 7.3, border: .black) },
    PixelCase("brightness") { $0.brightened(by: 20) },
    PixelCase("contrast") { $0.applying(.contrast(78643)) },
    PixelCase("gamma") { $0.applying(.gamma(800)) },
    PixelCase("noise") { $0.applying(.noise(deviation: 800, seed: 1)) },
    PixelCase("blur") { $0.applying(.blur(100)) },
    PixelCase("area-48") { try $0.resized(width: 48, height: 48, filter: .area) },
    PixelCase("bilinear-112") { try $0.resized(width: 112, height: 112, filter: .bilinear) },
    PixelCase("lanczos-112") { try $0.resized(width: 112, height: 112, filter: .lanczos3) },
  ]
}
