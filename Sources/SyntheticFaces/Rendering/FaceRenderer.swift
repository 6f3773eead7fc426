internal import Core
public import Imaging

/// Draws faces from parameters with a rasterizer of its own.
///
/// Only + − × ÷ √ in single precision and the project's own sine and cosine are used, in a stated
/// order: a scene gives the same pixels on every machine.
public struct FaceRenderer: Hashable, Sendable {
  /// The sizes that can be drawn, in pixels.
  public static let sizes = 16...1024

  /// Width and height of the pictures.
  public let size: Int

  /// Gray or RGB.
  public let color: FaceColor

  /// A renderer for square pictures.
  ///
  /// - Throws: ``SyntheticFacesError/size(_:)`` for a size outside ``sizes``.
  public init(size: Int, color: FaceColor) throws(SyntheticFacesError) {
    guard Self.sizes.contains(size) else { throw .size(size) }
    self.size = size
    self.color = color
  }

  /// The picture of a scene.
  public func render(_ scene: FaceScene) throws(SyntheticFacesError) -> Image {
    do {
      return try image(of: scene)
    } catch { throw .image(error) }
  }

  func image(of scene: FaceScene) throws(ImageError) -> Image {
    try Image(
      width: size, height: size, channels: color == .gray ? 1 : 3, pixels: samples(of: scene))
  }

  private func samples(of scene: FaceScene) -> [UInt8] {
    let pose = scene.pose
    let extent = Float(size)
    let canvas = Canvas(
      size: size, centerX: extent * (0.5 + pose.shiftX), centerY: extent * (0.5 + pose.shiftY),
      unit: extent * pose.scale, cosine: Float(Elementary.cos(Double(pose.roll))),
      sine: Float(Elementary.sin(Double(pose.roll))),
      softness: 1 + (scene.light.softness - 1) * max(1, extent / 48))
    let face = FacePainter(scene)
    face.paintBackground(on: canvas)
    face.prepareLight(on: canvas)
    face.paintHairBehind(on: canvas)
    face.paintBody(on: canvas)
    face.paintHead(on: canvas)
    face.paintLines(on: canvas)
    face.paintEyes(on: canvas)
    face.paintBrows(on: canvas)
    face.paintNose(on: canvas)
    face.paintMouth(on: canvas)
    face.paintHairInFront(on: canvas)
    face.paintGlasses(on: canvas)
    return Sensor(light: scene.light, grain: scene.grain, color: color).read(canvas)
  }
}
