internal import Core

/// Which views of an image a prediction is the mean of.
public enum TestTime: String, CaseIterable, Hashable, Sendable {
  /// The image itself, or its center where the recipe crops.
  case none
  /// That and its mirror image.
  case flip
  /// The four corners and the center, and the mirror images of all five (Krizhevsky et al., 2012).
  case tenCrop = "ten-crop"

  /// Reads the key `test-time`, or the older `test-time-flip: true`.
  static func read(_ reader: inout SettingsReader, crop: Crop?) throws(SettingsError) -> TestTime {
    let (node, flip) = (reader.optional("test-time"), reader.optional("test-time-flip"))
    if node != nil, let flip {
      throw flip.fail("'test-time' says it already; remove 'test-time-flip'")
    }
    let flips = try flip?.bool() ?? false
    let value = try node?.choice(TestTime.self) ?? (flips ? .flip : .none)
    if let node, value == .tenCrop, crop == nil {
      throw node.fail("ten-crop needs the size of the crops, such as crop: 44")
    }
    return value
  }

  /// Predictions of one image.
  var views: Int {
    switch self {
    case .none: 1
    case .flip: 2
    case .tenCrop: 10
    }
  }
}
