/// Which bits of a BMP's pixel of 16 or 32 bits are red, green, blue and alpha.
struct BMPMasks {
  /// Some consecutive bits.
  struct Field {
    let shift: Int
    let maximum: Int

    /// The sample in 8 bits, to the nearest.
    func sample(_ pixel: Int) -> UInt8 {
      maximum == 0 ? 0 : UInt8(((pixel >> shift & maximum) * 255 + maximum / 2) / maximum)
    }
  }

  let fields: [Field]
  let hasAlpha: Bool

  static let none = BMPMasks(fields: [], hasAlpha: false)
  static let bits555 = BMPMasks(
    fields: [10, 5, 0].map { Field(shift: $0, maximum: 31) }, hasAlpha: false)

  private init(fields: [Field], hasAlpha: Bool) {
    self.fields = fields
    self.hasAlpha = hasAlpha
  }

  init(red: Int, green: Int, blue: Int, alpha: Int, depth: Int) throws(ImageError) {
    var fields: [Field] = []
    for mask in [red, green, blue, alpha] {
      let shift = mask == 0 ? 0 : mask.trailingZeroBitCount
      let maximum = mask >> shift
      guard maximum & (maximum + 1) == 0, mask >> depth == 0 else {
        throw .undecodable(.bmp, reason: "a colour mask has gaps")
      }
      fields.append(Field(shift: shift, maximum: maximum))
    }
    hasAlpha = alpha != 0
    self.fields = hasAlpha ? fields : [Field](fields.prefix(3))
  }
}
