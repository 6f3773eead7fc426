extension SafetensorsFile {
  /// A copy of the bytes of the tensor called `name`.
  ///
  /// - Throws: `TensorError.missingTensor`.
  public func bytes(of name: String) throws(TensorError) -> [UInt8] {
    withBytes(of: try tensor(name)) { Array($0) }
  }

  /// The values of an F32, F16 or F64 tensor as `Float`, in C order; F64 is rounded.
  ///
  /// - Throws: `TensorError.missingTensor` or `.wrongTensor`.
  public func floats(of name: String) throws(TensorError) -> [Float] {
    let tensor = try tensor(name)
    switch tensor.type {
    case .f32:
      return values(of: tensor, as: UInt32.self) { Float(bitPattern: $0) }
    case .f16:
      return values(of: tensor, as: UInt16.self) { HalfPrecision.float($0) }
    case .f64:
      return values(of: tensor, as: UInt64.self) { Float(Double(bitPattern: $0)) }
    default:
      throw .wrongTensor(path: path, name: name, expected: "floats (F32, F16 or F64)")
    }
  }

  /// The values of an F64 tensor, in C order.
  ///
  /// - Throws: `TensorError.missingTensor` or `.wrongTensor`.
  public func doubles(of name: String) throws(TensorError) -> [Double] {
    let tensor = try tensor(name)
    guard tensor.type == .f64 else {
      throw .wrongTensor(path: path, name: name, expected: "F64")
    }
    return values(of: tensor, as: UInt64.self) { Double(bitPattern: $0) }
  }

  /// The values of an I64, I32 or U8 tensor, in C order.
  ///
  /// - Throws: `TensorError.missingTensor` or `.wrongTensor`.
  public func integers(of name: String) throws(TensorError) -> [Int64] {
    let tensor = try tensor(name)
    switch tensor.type {
    case .i64: return values(of: tensor, as: UInt64.self) { Int64(bitPattern: $0) }
    case .i32: return values(of: tensor, as: UInt32.self) { Int64(Int32(bitPattern: $0)) }
    case .u8: return values(of: tensor, as: UInt8.self) { Int64($0) }
    default:
      throw .wrongTensor(path: path, name: name, expected: "integers (I64, I32 or U8)")
    }
  }

  private func values<Bits: FixedWidthInteger & BitwiseCopyable, Value>(
    of tensor: TensorSlice, as bits: Bits.Type, _ convert: (Bits) -> Value
  ) -> [Value] {
    withBytes(of: tensor) { bytes in
      (0..<tensor.count).map { index in
        let offset = index * MemoryLayout<Bits>.size
        return convert(
          Bits(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Bits.self)))
      }
    }
  }
}
