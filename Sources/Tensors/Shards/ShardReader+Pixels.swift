extension ShardReader {
  /// Copies a row's pixels, 0…255, planar `[C, H, W]`, whatever the stored type.
  ///
  /// `pixels` must hold at least C·H·W values.
  public func copyPixels(at row: Int, into pixels: UnsafeMutableBufferPointer<UInt8>) {
    let values = layout.imageValues
    precondition(pixels.count >= values, "no room for the pixels")
    withImage(at: row) { image in
      switch layout.imageType {
      case .f16:
        for index in 0..<values { pixels[index] = UnitPixel.pixel(Self.half(image, index)) }
      case .f32:
        for index in 0..<values { pixels[index] = UnitPixel.pixel(Self.single(image, index)) }
      default:
        UnsafeMutableRawBufferPointer(pixels).copyMemory(from: image)
      }
    }
  }

  /// A row's pixels, 0…255, planar `[C, H, W]`.
  public func pixels(at row: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: layout.imageValues) { buffer, count in
      copyPixels(at: row, into: buffer)
      count = layout.imageValues
    }
  }

  /// Copies a row's image as numbers in 0…1, planar `[C, H, W]`, whatever the stored type.
  ///
  /// `floats` must hold at least C·H·W values.
  public func copyFloats(at row: Int, into floats: UnsafeMutableBufferPointer<Float>) {
    let values = layout.imageValues
    precondition(floats.count >= values, "no room for the image")
    withImage(at: row) { image in
      switch layout.imageType {
      case .f16: for index in 0..<values { floats[index] = Self.half(image, index) }
      case .f32: for index in 0..<values { floats[index] = Self.single(image, index) }
      default: for index in 0..<values { floats[index] = UnitPixel.float(image[index]) }
      }
    }
  }

  private static func half(_ image: UnsafeRawBufferPointer, _ index: Int) -> Float {
    HalfPrecision.float(
      UInt16(littleEndian: image.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)))
  }

  private static func single(_ image: UnsafeRawBufferPointer, _ index: Int) -> Float {
    Float(
      bitPattern: UInt32(
        littleEndian: image.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
  }
}
