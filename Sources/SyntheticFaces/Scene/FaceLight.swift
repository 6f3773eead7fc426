internal import Core

/// Light, background and camera of one picture.
package struct FaceLight: Hashable, Sendable {
  /// Direction the light comes from, unit length; +x right, +y down, +z towards the camera.
  package var direction: SIMD3<Float>
  /// Light from everywhere, 0…1.
  package var ambient: Float
  /// Directed light, 0…1.
  package var diffuse: Float
  /// Brightness difference across the picture along (x, y), in shares.
  package var gradient: SIMD2<Float>
  /// Gain of the camera; 1 is neutral.
  package var exposure: Float
  /// Black level added by haze or flare, 0…1.
  package var haze: Float
  /// Colour cast, one factor per channel.
  package var tint: SIMD4<Float>
  /// Standard deviation of the sensor's noise, in shares of full scale.
  package var noise: Float
  /// Width of an edge in pixels: 1 is sharp, 2 slightly out of focus.
  package var softness: Float
  /// Background colour at one side.
  package var backgroundNear: SIMD4<Float>
  /// Background colour at the other side.
  package var backgroundFar: SIMD4<Float>
  /// Direction in which the background changes.
  package var backgroundDirection: SIMD2<Float>

  /// Soft light from above before a plain wall; no noise.
  package static let studio = FaceLight(
    direction: SIMD3(-0.3, -0.5, 0.8124), ambient: 0.55, diffuse: 0.5, gradient: .zero,
    exposure: 1, haze: 0, tint: SIMD4(repeating: 1), noise: 0, softness: 1,
    backgroundNear: SIMD4(0.62, 0.68, 0.74, 0), backgroundFar: SIMD4(0.46, 0.52, 0.6, 0),
    backgroundDirection: SIMD2(0, 1))
}

extension FaceLight {
  /// Draws light, background and camera of a snapshot.
  init(using luck: inout Luck) {
    let angle = Double(luck.unit()) * 6.283185307179586
    let slant = luck.uniform(0.15, 0.85)
    let sine = Float(Elementary.sin(angle))
    let cosine = Float(Elementary.cos(angle))
    // More often from above than from below.
    let down = sine * slant * (sine > 0 ? 0.4 : 1)
    let right = cosine * slant
    let depth = max(0.05, 1 - down * down - right * right).squareRoot()
    direction = SIMD3(right, down, depth)
    let diffuseShare = luck.uniform(0.3, 0.85)
    diffuse = diffuseShare
    ambient = 1.02 - 0.85 * diffuseShare
    gradient = SIMD2(luck.uniform(-0.22, 0.22), luck.uniform(-0.16, 0.16))
    exposure = luck.uniform(0.82, 1.2)
    let hazy = luck.unit()
    haze = 0.12 * hazy * hazy
    let warmth = luck.uniform(-0.06, 0.06)
    tint = SIMD4(1 + warmth, 1, 1 - warmth, 0)
    noise = luck.uniform(0.003, 0.016)
    softness = luck.uniform(1, 1.4)
    let near = luck.uniform(0.12, 0.92)
    let hue = SIMD4<Float>(
      luck.uniform(-0.1, 0.1), luck.uniform(-0.06, 0.06), luck.uniform(-0.1, 0.1), 0)
    backgroundNear = SIMD4(repeating: near) + hue
    let step = luck.uniform(-0.3, 0.3)
    backgroundFar = SIMD4(repeating: min(max(near + step, 0.05), 0.97)) + hue * 1.5
    let side = Double(luck.unit()) * 6.283185307179586
    backgroundDirection = SIMD2(Float(Elementary.cos(side)), Float(Elementary.sin(side)))
  }
}
