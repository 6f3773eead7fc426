import Core
import Tensors
import TestSupport
import Testing

@Suite("rows.csv")
struct RowsCSVTests {
  @Test("every line that was written is found again, whatever its fields hold")
  func findsLines() throws {
    let folder = try TemporaryFolder()
    let members = ["plain.png", "with,comma", "with \"quotes\"", "line\nbreak", "", "é/ü.jpg"]
    let lines = members.enumerated().map { index, member in
      RowsCSVLine(
        shard: "train-00000-of-00001.safetensors", row: index, contentID: .of([UInt8(index)]),
        source: "a,b", member: member, label: "happy", copy: index % 2,
        augmentation: index % 2 == 0 ? "" : #"[{"step":"rotation","degrees":-3.5}]"#,
        pipeline: index % 3 == 0 ? "" : #"{"noise":[4.5,1.25]}"#,
        group: index % 2 == 0 ? "" : "0123456789abcdef")
    }
    let writer = try RowsCSVWriter(folder: folder.path)
    for line in lines { try writer.add(line) }
    _ = try writer.commit()
    let reader = try RowsCSVReader(folder: folder.path)
    for line in lines { #expect(reader.line(shard: line.shard, row: line.row) == line) }
    #expect(reader.line(shard: lines[0].shard, row: lines.count) == nil)
    #expect(reader.line(shard: "val-00000-of-00001.safetensors", row: 0) == nil)
  }

  @Test("a file of an earlier version, without groups, is read")
  func earlier() throws {
    let folder = try TemporaryFolder()
    let content = ContentID.of([1])
    try Files.writeAtomically(
      text: "shard,row,content_id,source,member,label,copy,augmentation,pipeline\n"
        + "a,0,\(content.digest.hex),s,m,happy,0,,\n", to: folder.file("rows.csv"))
    let expected = RowsCSVLine(
      shard: "a", row: 0, contentID: content, source: "s", member: "m", label: "happy", copy: 0,
      augmentation: "")
    let reader = try RowsCSVReader(folder: folder.path)
    #expect(reader.line(shard: "a", row: 0) == expected)
    #expect(reader.lines(from: 0, limit: 9).lines == [expected])
  }
}
