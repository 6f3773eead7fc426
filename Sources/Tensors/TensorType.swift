/// The element types of the safetensors format, by the names it writes.
///
/// The format's types of less than a byte (F4, F6) are not here: no file of ours has them, and a
/// reader that does not know a type must refuse it.
public enum TensorType: String, CaseIterable, Hashable, Sendable {
  /// One byte, 0 or 1.
  case bool = "BOOL"
  /// 8-bit unsigned.
  case u8 = "U8"
  /// 8-bit signed.
  case i8 = "I8"
  /// 8-bit float, 5 bits of exponent.
  case f8e5m2 = "F8_E5M2"
  /// 8-bit float, 4 bits of exponent.
  case f8e4m3 = "F8_E4M3"
  /// 8-bit power of two.
  case f8e8m0 = "F8_E8M0"
  /// 16-bit signed.
  case i16 = "I16"
  /// 16-bit unsigned.
  case u16 = "U16"
  /// IEEE 754 binary16.
  case f16 = "F16"
  /// The upper half of a binary32.
  case bf16 = "BF16"
  /// 32-bit signed.
  case i32 = "I32"
  /// 32-bit unsigned.
  case u32 = "U32"
  /// IEEE 754 binary32.
  case f32 = "F32"
  /// Two binary32: real, imaginary.
  case c64 = "C64"
  /// IEEE 754 binary64.
  case f64 = "F64"
  /// 64-bit signed.
  case i64 = "I64"
  /// 64-bit unsigned.
  case u64 = "U64"

  /// The bytes of one element.
  public var size: Int {
    switch self {
    case .bool, .u8, .i8, .f8e5m2, .f8e4m3, .f8e8m0: 1
    case .i16, .u16, .f16, .bf16: 2
    case .i32, .u32, .f32: 4
    case .c64, .f64, .i64, .u64: 8
    }
  }

  /// The bytes of a tensor of this type and `shape`, or nil where a dimension is negative or the
  /// product does not fit an `Int`.
  public func byteCount(of shape: [Int]) -> Int? {
    var bytes = size
    for dimension in shape {
      guard dimension >= 0 else { return nil }
      let (product, overflow) = bytes.multipliedReportingOverflow(by: dimension)
      guard !overflow else { return nil }
      bytes = product
    }
    return bytes
  }
}
