/// The colours that the samples of an indexed image point to.
struct Palette {
  /// Red, green and blue of 256 entries; those that the file does not have are black.
  private(set) var entries = [UInt8](repeating: 0, count: 768)

  /// How many entries the file has.
  private(set) var count = 0

  /// Adds an entry; none is added to a full palette.
  mutating func append(red: UInt8, green: UInt8, blue: UInt8) {
    guard count < 256 else { return }
    entries[3 * count] = red
    entries[3 * count + 1] = green
    entries[3 * count + 2] = blue
    count += 1
  }

  /// Makes an entry black, as a transparent colour over black is.
  mutating func blacken(_ index: Int) {
    guard index < 256 else { return }
    for channel in 0..<3 { entries[3 * index + channel] = 0 }
  }

  /// Whether every entry is a gray, so that the image is.
  var isGray: Bool {
    (0..<count).allSatisfy { index in
      let red = entries[3 * index]
      return red == entries[3 * index + 1] && red == entries[3 * index + 2]
    }
  }

  /// The image of these indices: one channel when every entry is a gray, else three.
  func image(width: Int, height: Int, indices: [UInt8]) -> Image {
    let channels = isGray ? 1 : 3
    let pixels = [UInt8](unsafeUninitializedCapacity: indices.count * channels) {
      (target, initialized) in
      entries.withUnsafeBufferPointer { entries in
        for (place, index) in indices.enumerated() {
          for channel in 0..<channels {
            target[place * channels + channel] = entries[3 * Int(index) + channel]
          }
        }
      }
      initialized = indices.count * channels
    }
    return Image(checkedWidth: width, height: height, channels: channels, pixels: pixels)
  }
}
