/// Colours of four inks.
enum InkColor {
  /// RGB of cyan, magenta, yellow and black: R = (255 − C) (255 − K) / 255, to the nearest; no profile.
  ///
  /// This is Pillow's formula. `areInverted`: the samples are 255 − ink, as JPEG files have them.
  static func rgb(_ samples: [UInt8], areInverted: Bool) -> [UInt8] {
    let pixels = samples.count / 4
    let flip: UInt8 = areInverted ? 0 : 255
    return [UInt8](unsafeUninitializedCapacity: pixels * 3) { target, initialized in
      samples.withUnsafeBufferPointer { source in
        for pixel in 0..<pixels {
          let light = Int(source[4 * pixel + 3] ^ flip)
          for channel in 0..<3 {
            let share = Int(source[4 * pixel + channel] ^ flip)
            target[3 * pixel + channel] = UInt8((share * light + 127) / 255)
          }
        }
      }
      initialized = pixels * 3
    }
  }
}
