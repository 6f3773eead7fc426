internal import Core
internal import Imaging

/// Cuts a sample out of the upright image it lies in.
enum FaceCutting {
  /// What a frame reads beyond the image: the edge, repeated.
  static let border = Border.edge

  /// The frame where there is one, else the region, else the whole image.
  static func cut(
    _ upright: Image, frame: CropFrame?, region: PixelBox?
  ) throws(ImageError) -> Image {
    if let frame { return try upright.cropped(to: frame, border: border) }
    if let region { return try upright.cropped(to: region) }
    return upright
  }
}
