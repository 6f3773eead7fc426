import Core
import Tensors

/// Safetensors files made by hand, so that a test says every byte.
enum SafetensorsFixtures {
  /// A file of this header text and `data` zero bytes.
  static func file(_ header: String, data: Int = 0) -> [UInt8] {
    file(Array(header.utf8), data: data)
  }

  static func file(_ header: [UInt8], data: Int = 0) -> [UInt8] {
    withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header
      + Array(repeating: 0, count: data)
  }

  static func entry(_ name: String, _ type: String, _ shape: String, _ offsets: String) -> String {
    #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(offsets)}"#
  }
}
