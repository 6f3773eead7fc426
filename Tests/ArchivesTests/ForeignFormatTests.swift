import Archives
import Core
import TestSupport
import Testing

/// Archives in formats we read but do not write, each holding "happy/1.png" with the bytes "abc".
///
/// The compressed ones hold the tar of `RawTar`'s shape, made with Python's `bz2` and `lzma` and
/// with the `lz4` tool; the RAR files were laid out by hand from the format's published
/// description, stored.
@Suite("Formats that others write are read")
struct ForeignFormatTests {
  private static let table: [(name: String, hex: String)] = [
    (
      "bzip2",
      "425a6839314159265359a3bdca600000305b80c9804001ff80020078c15e2008082000545000262601327a0944"
        + "9a1a0d311ea000d01be41e2aa012e6702785d688282cbdc9e23d4419c83a8d47d6aa428a20d7fafb69e6d052"
        + "0001d231f45dc914e142428ef72980"
    ),
    (
      "lzma",
      "5d00100000ffffffffffffffff0034184a7a08052409883a3200c704665c89013e2f97873fb44b1b7b977a766b"
        + "55089d6c0b2ddc61e2ebed013cfbb1665811fe0e320ea224f4a7e064a53756806f80e71b40dbfffea50f40"
    ),
    (
      "lz4",
      "04224d1860408260000000cf68617070792f312e706e6700010045713030303036343408003c30303008004430"
        + "3030331400000200af003030373732350020309100450802007f757374617200306c00520f0200803f616263"
        + "9600800f0200ffffffffff5750000000000000000000"
    ),
    (
      "rar 4",
      "526172211a0700cf907300000d00000000000000fd437400802b00030000000300000003c24124350000210014"
        + "300b00a481000068617070795c312e706e67616263c43d7b00400700"
    ),
    (
      "rar 5",
      "526172211a070100c51a333203010000da9b2a441a0202030403a48302c241243500010b68617070792f312e70"
        + "6e6761626319b23a3503050000"
    ),
  ]

  private static func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  @Test("the member and the digest come out", arguments: table)
  func reads(name: String, hex: String) throws {
    let bytes = ForeignFormatTests.bytes(hex)
    let reading = try Reading.of(bytes)
    #expect(reading.failure == nil)
    #expect(reading.files == ["happy/1.png": Array("abc".utf8)])
    #expect(reading.summary?.rawDigest == .sha256(of: bytes))
    #expect(reading.summary?.warning == nil)
  }

  @Test("a cut never goes unnoticed", arguments: table)
  func reportsCuts(name: String, hex: String) throws {
    let bytes = ForeignFormatTests.bytes(hex)
    for cut in 1..<bytes.count {
      let reading = try Reading.of(Array(bytes[..<cut]))
      let isReported =
        reading.failure != nil || reading.summary?.warning != nil
        || reading.members.contains { $0.problem != nil }
      #expect(isReported || reading.files == ["happy/1.png": Array("abc".utf8)], "cut at \(cut)")
    }
  }
}
