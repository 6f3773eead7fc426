/// Where the first frame of a GIF lies on its screen, and its colours.
struct GIFFrame {
  let screenWidth: Int
  let screenHeight: Int
  let left: Int
  let top: Int
  let width: Int
  let height: Int
  let isInterlaced: Bool
  let palette: Palette
  /// The index of the transparent colour, or nil.
  let transparent: Int?
}
