extension Image {
  /// The image after an operation.
  public func applying(_ operation: PixelOperation) -> Image {
    changed { $0.add(operation) }
  }

  /// The image turned counter-clockwise about its centre, keeping its size.
  public func rotated(degrees: Double, border: Border = .reflect) -> Image {
    applying(.affine(.rotation(degrees: degrees), border))
  }

  /// The image after the operations that `body` adds: one new image, whatever their number.
  package func changed(by body: (inout OperationSequence) -> Void) -> Image {
    let (width, height, channels) = (self.width, self.height, self.channels)
    let samples = [UInt8](unsafeUninitializedCapacity: pixels.count) { target, initialized in
      let samples = UnsafeMutableBufferPointer(rebasing: target[..<pixels.count])
      let grid = PixelGrid(
        samples: samples, width: width, height: height, channels: channels, layout: .interleaved)
      withPixels { source in
        var sequence = OperationSequence(from: source.baseAddress, into: grid, scratch: nil)
        body(&sequence)
        sequence.finish()
      }
      initialized = samples.count
    }
    return Image(checkedWidth: width, height: height, channels: channels, pixels: samples)
  }
}
