import Archives
import Core

/// Reads the arrays of 32-bit floats of an `.npz` file, a zip of `.npy` files.
enum Numpy {
  struct Array32 {
    let shape: [Int]
    let values: [Float]
  }

  static func arrays(of path: String) throws -> [String: Array32] {
    var reader = try ArchiveReader(path: path)
    var arrays: [String: Array32] = [:]
    while let member = try reader.next() {
      guard let name = member.path, name.hasSuffix(".npy") else { continue }
      arrays[String(name.dropLast(4))] = array(try reader.readData())
    }
    _ = try reader.finish()
    return arrays
  }

  /// Version 1 of the format: magic, two version bytes, the header's length, the header, the data.
  private static func array(_ bytes: [UInt8]) -> Array32? {
    guard bytes.count > 10, bytes[1...5].elementsEqual("NUMPY".utf8), bytes[6] == 1 else {
      return nil
    }
    let start = 10 + Int(bytes[8]) + Int(bytes[9]) << 8
    let header = String(decoding: bytes[10..<start], as: UTF8.self)
    guard header.contains("'<f4'"), header.contains("'fortran_order': False"),
      let open = header.firstIndex(of: "("), let close = header.firstIndex(of: ")")
    else { return nil }
    let shape = header[header.index(after: open)..<close].split(separator: ",").compactMap {
      Int($0.filter(\.isNumber))
    }
    let values = stride(from: start, to: bytes.count, by: 4).map { place in
      Float(
        bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) })
    }
    return Array32(shape: shape, values: values)
  }
}
