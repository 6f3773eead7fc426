internal import Core

/// The square that a network sees of an image.
public enum Crop: Hashable, Sendable {
  /// So many pixels a side.
  case pixels(Int)
  /// A share of the image's smaller side, above 0 and below 1.
  case share(Double)

  /// Reads a whole number of pixels, or a share below 1.
  init(settings: SettingsNode) throws(SettingsError) {
    if let share = try? settings.double(in: 0.1...1.0.nextDown) {
      self = .share(share)
      return
    }
    guard let pixels = try? settings.int() else {
      throw settings.fail(
        "expected pixels, or a share of the image from 0.1 to below 1, found \(settings.kind)")
    }
    _ = try settings.int(in: 1...16_384)
    self = .pixels(pixels)
  }

  /// Pixels of the square's side; a share is rounded to the nearest, of two to the larger.
  func side(height: Int, width: Int) -> Int {
    switch self {
    case .pixels(let pixels): pixels
    case .share(let share): max(1, Int(share * Double(min(height, width)) + 0.5))
    }
  }

  var json: JSON {
    switch self {
    case .pixels(let pixels): .integer(pixels)
    case .share(let share): .number(share)
    }
  }
}
