/// Transparency.
enum Alpha {
  /// Drops the alpha sample behind the `colors` samples of each pixel after scaling them by it, which is
  /// to lay the image over black: `(sample * alpha + 127) / 255`.
  static func overBlack(_ samples: [UInt8], colors: Int) -> [UInt8] {
    let stride = colors + 1
    let pixels = samples.count / stride
    return [UInt8](unsafeUninitializedCapacity: pixels * colors) { target, initialized in
      samples.withUnsafeBufferPointer { source in
        for pixel in 0..<pixels {
          let alpha = Int(source[pixel * stride + colors])
          for color in 0..<colors {
            let sample = Int(source[pixel * stride + color])
            target[pixel * colors + color] = UInt8((sample * alpha + 127) / 255)
          }
        }
      }
      initialized = pixels * colors
    }
  }
}
