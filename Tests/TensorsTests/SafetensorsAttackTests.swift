import Core
import Tensors
import TestSupport
import Testing

@Suite("Hostile safetensors files")
struct SafetensorsAttackTests {
  struct Attack: CustomTestStringConvertible, Sendable {
    let story: String
    let file: [UInt8]
    let fault: SafetensorsFault
    var testDescription: String { story }

    init(_ story: String, _ file: [UInt8], _ fault: SafetensorsFault) {
      (self.story, self.file, self.fault) = (story, file, fault)
    }
  }

  private static func file(_ entries: String..., data: Int) -> [UInt8] {
    SafetensorsFixtures.file("{" + entries.joined(separator: ",") + "}", data: data)
  }

  private static func entry(_ name: String, _ type: String, _ shape: String, _ offsets: String)
    -> String
  { SafetensorsFixtures.entry(name, type, shape, offsets) }

  static let attacks = [
    Attack("an empty file", [], .tooShort(bytes: 0)),
    Attack("seven bytes", Array(repeating: 0, count: 7), .tooShort(bytes: 7)),
    Attack("no header", Array(repeating: 0, count: 8), .headerNotAnObject),
    Attack(
      "a length of 2^64 − 1", Array(repeating: 255, count: 16),
      .headerTooLarge(bytes: .max, limit: 100_000_000)),
    Attack(
      "a header of 100 MB and one byte", [0x01, 0xE1, 0xF5, 0x05, 0, 0, 0, 0, 0x7B],
      .headerTooLarge(bytes: 100_000_001, limit: 100_000_000)),
    Attack(
      "a header beyond the end", [9, 0, 0, 0, 0, 0, 0, 0, 0x7B, 0x7D],
      .headerBeyondEnd(bytes: 9, available: 2)),
    Attack("an array", SafetensorsFixtures.file("[]"), .headerNotAnObject),
    Attack("a blank first", SafetensorsFixtures.file(" {}"), .headerNotAnObject),
    Attack("data of no tensor", file(data: 3), .trailingBytes(count: 3)),
    Attack(
      "bytes behind the last tensor", file(entry("a", "U8", "[2]", "[0,2]"), data: 3),
      .trailingBytes(count: 1)),
    Attack(
      "a file cut short", file(entry("a", "U8", "[4]", "[0,4]"), data: 3),
      .outOfRange(tensor: "a", end: 4, available: 3)),
    Attack(
      "a hole at the start", file(entry("a", "U8", "[2]", "[1,3]"), data: 3), .hole(tensor: "a")),
    Attack(
      "a hole between",
      file(entry("a", "U8", "[1]", "[0,1]"), entry("b", "U8", "[1]", "[2,3]"), data: 3),
      .hole(tensor: "b")),
    Attack(
      "an overlap",
      file(entry("a", "U8", "[2]", "[0,2]"), entry("b", "U8", "[2]", "[1,3]"), data: 3),
      .overlap(tensor: "b")),
    Attack(
      "two tensors on the same bytes",
      file(entry("a", "U8", "[2]", "[0,2]"), entry("b", "U8", "[2]", "[0,2]"), data: 2),
      .overlap(tensor: "b")),
    Attack(
      "an empty tensor inside another",
      file(entry("a", "U8", "[2]", "[0,2]"), entry("b", "U8", "[0]", "[1,1]"), data: 2),
      .overlap(tensor: "b")),
    Attack(
      "offsets that fall", file(entry("a", "U8", "[1]", "[2,1]"), data: 2),
      .malformedEntry(tensor: "a", field: "data_offsets")),
    Attack(
      "a negative offset", file(entry("a", "U8", "[1]", "[-1,0]"), data: 1),
      .malformedEntry(tensor: "a", field: "data_offsets")),
    Attack(
      "an offset near the largest integer",
      file(
        entry("a", "U8", "[1]", "[9223372036854775806,9223372036854775807]"), data: 1),
      .malformedEntry(tensor: "a", field: "data_offsets")),
    Attack(
      "a fractional offset", file(entry("a", "U8", "[1]", "[0.0,1]"), data: 1),
      .malformedEntry(tensor: "a", field: "data_offsets")),
    Attack(
      "three offsets", file(entry("a", "U8", "[1]", "[0,1,1]"), data: 1),
      .malformedEntry(tensor: "a", field: "data_offsets")),
    Attack(
      "a negative dimension", file(entry("a", "U8", "[-1]", "[0,1]"), data: 1),
      .malformedEntry(tensor: "a", field: "shape")),
    Attack(
      "a shape that overflows",
      file(entry("a", "F32", "[4611686018427387904,4]", "[0,0]"), data: 0),
      .shapeOverflows(tensor: "a")),
    Attack(
      "a shape that overflows before a zero",
      file(entry("a", "U8", "[4611686018427387904,4,0]", "[0,0]"), data: 0),
      .shapeOverflows(tensor: "a")),
    Attack(
      "fewer bytes than the shape needs", file(entry("a", "F32", "[2]", "[0,7]"), data: 7),
      .sizeMismatch(tensor: "a", expected: 8, given: 7)),
    Attack(
      "an unknown type", file(entry("a", "F4", "[2]", "[0,1]"), data: 1),
      .unknownType(tensor: "a", type: "F4")),
    Attack(
      "a type in small letters", file(entry("a", "u8", "[1]", "[0,1]"), data: 1),
      .unknownType(tensor: "a", type: "u8")),
    Attack(
      "a missing shape",
      file(#""a":{"dtype":"U8","data_offsets":[0,1]}"#, data: 1),
      .malformedEntry(tensor: "a", field: "shape")),
    Attack(
      "a field too many",
      file(#""a":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"x":1}"#, data: 1),
      .malformedEntry(tensor: "a", field: "dtype, shape and data_offsets")),
    Attack(
      "an entry that is text", file(#""a":"U8""#, data: 0),
      .malformedEntry(tensor: "a", field: "dtype, shape and data_offsets")),
    Attack(
      "a number in the metadata", file(#""__metadata__":{"n":1}"#, data: 0),
      .metadataNotText(key: "n")),
    Attack(
      "metadata that is a list", file(#""__metadata__":[]"#, data: 0),
      .metadataNotText(key: "__metadata__")),
  ]

  @Test("each is refused for its own reason", arguments: attacks)
  func refused(attack: Attack) {
    #expect(throws: TensorError.malformed(path: "attack", attack.fault)) {
      try SafetensorsFile(bytes: attack.file, path: "attack")
    }
  }

  static let badJSON: [(String, [UInt8])] = [
    (
      "a duplicate tensor",
      Array(#"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"#.utf8)
        + Array(#""a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#.utf8)
    ),
    ("a duplicate by escape", Array(#"{"__metadata__":{"a":"1","\u0061":"2"}}"#.utf8)),
    (
      "a duplicate field",
      Array(
        #"{"a":{"dtype":"U8","dtype":"U8","shape":[0],"data_offsets":[0,0]}}"#.utf8)
    ),
    ("bad UTF-8", Array(#"{"__metadata__":{"a":""#.utf8) + [0xC3, 0x28] + Array(#""}}"#.utf8)),
    ("a lone surrogate", Array(#"{"__metadata__":{"a":"\ud800"}}"#.utf8)),
    ("a trailing comma", Array(#"{"__metadata__":{},}"#.utf8)),
    ("zeros behind", Array("{}".utf8) + [0, 0]),
    (
      "an integer beyond 64 bits",
      Array(
        #"{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,0]}}"#.utf8)
    ),
    ("a deep nest", Array((String(repeating: #"{"a":"#, count: 9999)).utf8)),
  ]

  @Test("headers that are not strict JSON are refused", arguments: badJSON)
  func refusedJSON(story: String, header: [UInt8]) {
    #expect(throws: TensorError.self, "\(story)") {
      try SafetensorsFile(bytes: SafetensorsFixtures.file(header), path: "attack")
    }
  }

  @Test("no cut of a good file is accepted, and none stops the program")
  func everyCut() throws {
    let whole = try SafetensorsWriter.data(SafetensorsTests.tensors, metadata: ["k": "v"])
    for length in 0..<whole.count {
      #expect(throws: TensorError.self) {
        try SafetensorsFile(bytes: Array(whole[..<length]), path: "cut")
      }
    }
  }

  @Test("a missing file and a folder are file errors")
  func notAFile() throws {
    let folder = try TemporaryFolder()
    for path in [folder.path, folder.file("nothing")] {
      do throws(TensorError) {
        _ = try SafetensorsFile(path: path)
        Issue.record("\(path) was accepted")
      } catch {
        guard case .file(let reason) = error else {
          Issue.record("\(error)")
          continue
        }
        #expect(reason.path == path)
      }
    }
  }
}
