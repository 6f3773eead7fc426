extension Image {
  /// The image after an operation.
  public func applying(_ operation: PixelOperation) -> Image {
    var result = self
    let (width, height, channels) = (self.width, self.height, self.channels)
    result.withMutablePixels { samples in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: samples.count) { scratch in
        let grid = PixelGrid(
          samples: samples, width: width, height: height, channels: channels, layout: .interleaved)
        operation.run(on: grid, scratch: scratch)
      }
    }
    return result
  }

  /// The image turned counter-clockwise about its centre, keeping its size.
  public func rotated(degrees: Double, border: Border = .reflect) -> Image {
    applying(.affine(.rotation(degrees: degrees), border))
  }
}
