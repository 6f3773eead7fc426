internal import Core

/// Turns light into 8-bit samples: uneven light, tint, exposure, haze, noise, rounding.
struct Sensor {
  var light: FaceLight
  var grain: UInt64
  var color: FaceColor

  func read(_ canvas: borrowing Canvas) -> [UInt8] {
    var luck = LuckKey(seed: grain, purpose: "synth/grain").luck(for: 0, epoch: 0)
    let size = canvas.size
    let channels = color == .gray ? 1 : 3
    let step = 2 / Float(size)
    let scale = (1 - light.haze) * light.exposure
    let tint = light.tint * scale
    let noise = light.noise
    let pixels = canvas.pixels
    return [UInt8](unsafeUninitializedCapacity: size * size * channels) { samples, count in
      for row in 0..<size {
        let v = (Float(row) + 0.5) * step - 1
        for column in 0..<size {
          let u = (Float(column) + 0.5) * step - 1
          let uneven = 1 + light.gradient.x * u + light.gradient.y * v
          let value = pixels[row &* size &+ column] * tint * uneven + light.haze
          let grain = Self.grains(luck.nextUInt32()) * noise
          if channels == 1 {
            let luma = 0.299 * value.x + 0.587 * value.y + 0.114 * value.z
            samples[count] = Self.sample(luma + grain.x)
          } else {
            samples[count] = Self.sample(value.x + grain.x)
            samples[count &+ 1] = Self.sample(value.y + grain.y)
            samples[count &+ 2] = Self.sample(value.z + grain.z)
          }
          count &+= channels
        }
      }
    }
  }

  /// Three noise values of about unit deviation from one draw: a shared part and one of each channel.
  @inline(__always)
  private static func grains(_ word: UInt32) -> SIMD4<Float> {
    // Sums of bytes: a triangle each, uniform bytes have a deviation of 73.9.
    let a = Float(Int32(word & 0xFF)) - 127.5
    let b = Float(Int32(word >> 8 & 0xFF)) - 127.5
    let c = Float(Int32(word >> 16 & 0xFF)) - 127.5
    let d = Float(Int32(word >> 24)) - 127.5
    let unit: Float = 1 / 104.5
    return SIMD4((a + b) * unit, (a + c) * unit, (a + d) * unit, 0)
  }

  @inline(__always)
  private static func sample(_ value: Float) -> UInt8 {
    UInt8(min(max(value * 255 + 0.5, 0), 255))
  }
}
