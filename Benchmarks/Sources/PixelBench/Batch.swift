internal import Core
internal import Imaging

/// Images of one shape, one after another in a raw file.
struct Batch {
  let images: [Image]

  init(file: String, width: Int, height: Int, channels: Int) throws {
    let mapped = try MappedFile(path: file)
    let size = width * height * channels
    guard size > 0, mapped.count > 0, mapped.count % size == 0 else {
      throw BenchError(text: "\(file) does not hold whole images of \(width)x\(height)x\(channels)")
    }
    images = try mapped.withBytes { bytes in
      try stride(from: 0, to: bytes.count, by: size).map { start in
        try Image(
          width: width, height: height, channels: channels,
          pixels: Array(bytes[start..<(start + size)]))
      }
    }
  }
}

/// What is wrong, for a person.
struct BenchError: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
