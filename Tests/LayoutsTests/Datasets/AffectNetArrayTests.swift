import Core
import Layouts
import Testing

@Suite("AffectNet's set of 2021: a NumPy file for each image")
struct AffectNetArrayTests {
  typealias File = Miniature.File

  private static func code(_ place: String, _ bytes: [UInt8]) -> File {
    File(path: place + "_exp.npy", bytes: bytes, finding: "ignored: a code file, read")
  }

  @Test("codes as texts and as numbers, the split from the folders")
  func arrays() throws {
    let other = "ignored: an annotation that is not read"
    let train = "AffectNet/train_set/"
    try Miniature(
      layout: "affectnet",
      files: [
        Self.code(train + "annotations/0", NPY.text("3")),
        File(path: train + "annotations/0_val.npy", bytes: NPY.text("0.5"), finding: other),
        File(path: train + "annotations/0_lnd.npy", bytes: [1, 2], finding: other),
        Self.code(train + "annotations/12", NPY.text("7", isBigEndian: true, width: 4)),
        .image(train + "images/0.jpg", "surprise train by train_set/annotations/0_exp.npy"),
        .image(train + "images/12.jpg", "contempt train by train_set/annotations/12_exp.npy"),
        .image(
          train + "images/99.jpg",
          "rejected: no file _exp.npy in train_set/annotations tells its label"
        ),
        .image("AffectNet/val_set/images/0.jpg", "happiness val by val_set/annotations/0_exp.npy"),
        Self.code("AffectNet/val_set/annotations/0", NPY.file(type: "<i8", data: NPY.bytes(1))),
        Self.code("AffectNet/val_set/annotations/5", NPY.text("1")),
      ],
      unmatched: ["val_set/annotations/5_exp.npy#1": "its image is not in the source"]
    ).check()
  }

  private static let kinds: [(String, [UInt8])] = [
    ("unicode", NPY.text("5")), ("big-endian unicode", NPY.text("5", isBigEndian: true)),
    ("padded unicode", NPY.text("5", width: 21)), ("unicode float", NPY.text("5.0")),
    ("bytes", NPY.file(type: "|S3", data: [0x35, 0, 0])),
    ("int8", NPY.file(type: "|i1", data: [5])), ("uint8", NPY.file(type: "|u1", data: [5])),
    ("big-endian int16", NPY.file(type: ">i2", data: [0, 5])),
    ("int32, version 2", NPY.file(version: 2, type: "<i4", data: NPY.bytes(Int32(5)))),
    ("uint64, version 3", NPY.file(version: 3, type: "<u8", data: NPY.bytes(UInt64(5)))),
    ("float", NPY.file(type: "<f4", data: NPY.bytes(Float(5).bitPattern))),
    (
      "big-endian double",
      NPY.file(type: ">f8", data: NPY.bytes(Double(5).bitPattern, isBigEndian: true))
    ),
    ("one element", NPY.file(type: "<i8", shape: "(1,)", data: NPY.bytes(5))),
  ]

  @Test("every kind of value NumPy writes is read", arguments: kinds.map(\.0))
  func kind(name: String) throws {
    let bytes = Self.kinds.first { $0.0 == name }?.1 ?? []
    try Miniature(
      layout: "affectnet",
      files: [
        Self.code("train_set/annotations/1", bytes), Self.code("train_set/annotations/2", bytes),
        Self.code("train_set/annotations/3", bytes),
      ]
        + (1...3).map {
          .image(
            "train_set/images/\($0).jpg", "disgust train by train_set/annotations/\($0)_exp.npy")
        }
    ).check()
  }

  private static let damages: [(String, [UInt8])] = [
    ("it is no NumPy file", Array("PNG and more bytes".utf8)),
    ("it is no NumPy file", []),
    (
      "it is NumPy format 4, and only 1 to 3 are known", NPY.file(version: 4, type: "<i8", data: [])
    ),
    ("it ends within its header", Array(NPY.text("5").prefix(40))),
    ("it holds 0 bytes of data, and its header declares 4", Array(NPY.text("5").dropLast(4))),
    ("it holds 5 bytes of data, and its header declares 4", NPY.text("5") + [0]),
    (
      "it holds an array of shape [2], and one value is expected",
      NPY.file(type: "<i4", shape: "(2,)", data: NPY.bytes(5))
    ),
    (
      "its type “|O” is neither a number nor a text", NPY.file(type: "|O", data: [])
    ),
    (
      "its type “<U999” is neither a number nor a text", NPY.file(type: "<U999", data: [])
    ),
    ("its value is no number", NPY.text("x")),
    ("its value is no number", NPY.file(type: "<f4", data: NPY.bytes(Float.nan.bitPattern))),
    ("11.0 is none of AffectNet's codes 0 to 10", NPY.text("11")),
    ("2.5 is none of AffectNet's codes 0 to 10", NPY.text("2.5")),
    ("-1.0 is none of AffectNet's codes 0 to 10", NPY.file(type: "|i1", data: [0xFF])),
  ]

  @Test("a damaged file is named with what is wrong with it", arguments: damages.indices)
  func damaged(index: Int) {
    let (problem, bytes) = Self.damages[index]
    let files =
      (1...3).map { File.image("train_set/images/\($0).jpg", "") } + [
        Self.code("train_set/annotations/1", bytes)
      ]
    #expect(
      Miniature.refusal(files)
        == "train_set/annotations/1_exp.npy is damaged: \(problem); "
        + "fetch the file again")
  }
}
