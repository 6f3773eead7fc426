/// Where the eyes of an aligned face lie in its square, as shares of the side.
public struct EyeTemplate: Hashable, Sendable {
  /// The name settings know it by.
  public let name: String
  /// The image-left eye (the person's right), to the right.
  public let leftX: Double
  /// The image-left eye, down.
  public let leftY: Double
  /// The image-right eye, to the right.
  public let rightX: Double
  /// The image-right eye, down.
  public let rightY: Double

  /// FER2013's own place of the eyes: the medians of 3,542 of its images.
  public static let fer2013 = EyeTemplate(
    name: "fer2013", leftX: 0.295, leftY: 0.38, rightX: 0.693, rightY: 0.38)

  /// The eyes of ArcFace's template of 112×112 pixels (Deng et al., 2019).
  public static let arcFace = EyeTemplate(
    name: "arcface", leftX: 38.2946 / 112, leftY: 51.6963 / 112, rightX: 73.5318 / 112,
    rightY: 51.5014 / 112)

  /// Every template that settings can name.
  public static let known = [fer2013, arcFace]
}
