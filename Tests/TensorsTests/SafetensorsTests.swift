import Core
import Tensors
import TestSupport
import Testing

@Suite("Safetensors")
struct SafetensorsTests {
  static let tensors = [
    NamedTensor(name: "bytes", type: .u8, shape: [3], bytes: [1, 2, 3]),
    NamedTensor(name: "weights", shape: [2, 2], floats: [1, -0.5, 0, 3.25]),
    NamedTensor(name: "steps", shape: [2], integers: [-1, 1 << 40]),
    NamedTensor(name: "exact", shape: [1], doubles: [0.1]),
    NamedTensor(name: "empty", shape: [0, 7], floats: []),
    NamedTensor(name: "scalar", shape: [], floats: [7]),
  ]

  @Test("what is written is read back")
  func writeReadIdentity() throws {
    let folder = try TemporaryFolder()
    let metadata = ["a": "b", "text": "é \"quoted\" \n"]
    let written = try SafetensorsWriter.write(
      Self.tensors, metadata: metadata, to: folder.file("x.safetensors"))
    let file = try SafetensorsFile(path: folder.file("x.safetensors"))
    #expect(file.metadata == metadata)
    #expect(Set(file.tensors.map(\.name)) == Set(Self.tensors.map(\.name)))
    for tensor in Self.tensors {
      let slice = try file.tensor(tensor.name)
      #expect(slice.type == tensor.type && slice.shape == tensor.shape)
      #expect(try file.bytes(of: tensor.name) == tensor.bytes)
    }
    #expect(try file.floats(of: "weights") == [1, -0.5, 0, 3.25])
    #expect(try file.integers(of: "steps") == [-1, 1 << 40])
    #expect(try file.doubles(of: "exact") == [0.1])
    #expect(try file.floats(of: "empty").isEmpty)
    #expect(written.name == "x.safetensors")
    #expect(written.sha256 == file.withFileBytes { Digest.sha256(of: $0) })
  }

  @Test("the order in which tensors are given does not change a byte")
  func orderIndependent() throws {
    let forward = try SafetensorsWriter.data(Self.tensors, metadata: ["k": "v"])
    let backward = try SafetensorsWriter.data(Self.tensors.reversed(), metadata: ["k": "v"])
    #expect(forward == backward)
  }

  @Test("data begins at a multiple of 64 and tensors lie by falling size, then name")
  func layout() throws {
    let data = try SafetensorsWriter.data(Self.tensors)
    let file = try SafetensorsFile(bytes: data, path: "memory")
    #expect(file.header.dataStart % 64 == 0)
    #expect(
      file.tensors.filter { $0.count > 0 }.map(\.name)
        == ["exact", "steps", "scalar", "weights", "bytes"])
  }

  @Test("the bytes of a small file are pinned")
  func golden() throws {
    let data = try SafetensorsWriter.data(
      [NamedTensor(name: "t", shape: [2], floats: [1, -2])], metadata: ["m": "x"])
    let header =
      #"{"__metadata__":{"m":"x"},"t":{"data_offsets":[0,8],"dtype":"F32","shape":[2]}}"#
    let padded = header + String(repeating: " ", count: 120 - header.utf8.count)
    let expected =
      [120, 0, 0, 0, 0, 0, 0, 0] + Array(padded.utf8) + [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0]
    #expect(data == expected)
  }

  @Test("a file of the Python package is read")
  func foreignHeader() throws {
    // As the Rust writer lays it out: other key order, blanks behind.
    let header =
      #"{"b":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[1],"data_offsets":[4,5]}}  "#
    var bytes = SafetensorsFixtures.file(header, data: 5)
    bytes.replaceSubrange((bytes.count - 5)..., with: [0x00, 0x3C, 0x00, 0xC0, 9])
    let file = try SafetensorsFile(bytes: bytes, path: "memory")
    #expect(try file.floats(of: "b") == [1, -2])
    #expect(try file.integers(of: "a") == [9])
  }

  @Test("values of another type than asked for are refused")
  func wrongTypes() throws {
    let file = try SafetensorsFile(bytes: try SafetensorsWriter.data(Self.tensors), path: "m")
    #expect(throws: TensorError.wrongTensor(path: "m", name: "weights", expected: "F64")) {
      try file.doubles(of: "weights")
    }
    #expect(throws: TensorError.missingTensor(path: "m", name: "nothing")) {
      try file.floats(of: "nothing")
    }
  }

  @Test("tensors that cannot be written are refused")
  func badTensors() {
    let one = NamedTensor(name: "t", shape: [1], floats: [1])
    #expect(throws: TensorError.badTensorName("t")) { try SafetensorsWriter.data([one, one]) }
    #expect(throws: TensorError.badTensorName("__metadata__")) {
      try SafetensorsWriter.data([NamedTensor(name: "__metadata__", shape: [1], floats: [1])])
    }
    #expect(throws: TensorError.tensorBytes(name: "t", expected: 8, given: 4)) {
      try SafetensorsWriter.data([NamedTensor(name: "t", shape: [2], floats: [1])])
    }
    #expect(throws: TensorError.tensorTooLarge(name: "t")) {
      try SafetensorsWriter.data(
        [NamedTensor(name: "t", type: .f32, shape: [.max, 4], bytes: [])])
    }
  }
}
