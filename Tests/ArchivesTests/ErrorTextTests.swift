import Archives
import Core
import Testing

@Suite("Every error is one sentence with its remedy")
struct ErrorTextTests {
  private static let table: [(ArchiveError, String)] = [
    (
      .file(FileError(operation: "read", path: "a.tar", code: 2)),
      "cannot read a.tar: no such file or directory; check the path"
    ),
    (.emptyFile(path: "a.tar"), "a.tar is empty; download or copy it again"),
    (
      .notRegular(path: "/dev/null"),
      "/dev/null is neither a file nor a folder; give an archive or a folder of images"
    ),
    (
      .notAnArchive(path: "a.csv.gz", compression: "gzip"),
      "a.csv.gz holds no readable archive under its gzip compression; "
        + "download or copy it again, or give an archive of images"
    ),
    (
      .notAnArchive(path: "a.png", compression: nil),
      "a.png is not an archive; give a tar (also .gz, .bz2, .xz, .zst, .lz4), zip, 7z or rar file, "
        + "a table or image with its ending, or a folder"
    ),
    (
      .noFiles(path: "a.tar"),
      "a.tar holds no files; give an archive or a folder with images in class folders"
    ),
    (
      .truncated(path: "a.tar", membersRead: 1, detail: "truncated tar archive"),
      "a.tar is cut off after 1 whole member (truncated tar archive); download or copy it again"
    ),
    (
      .truncated(path: "a.tar", membersRead: 0, detail: "truncated tar archive"),
      "a.tar is cut off before the end of its first member (truncated tar archive); "
        + "download or copy it again"
    ),
    (
      .damaged(path: "a.tar", membersRead: 7, detail: "bad"),
      "a.tar is damaged after 7 whole members (bad); download or copy it again"
    ),
    (
      .encrypted(path: "a.7z"),
      "a.7z is encrypted; unpack it with its password and give the folder"
    ),
    (
      .tooManyMembers(path: "a.tar", limit: 3),
      "a.tar has more than 3 members; raise --max-members if you trust it"
    ),
    (
      .tooManyBytes(path: "a.tar", limit: 3),
      "a.tar unpacks to more than 3 bytes; raise --max-total-bytes if you trust it"
    ),
    (
      .tooExpanded(path: "a.zip", limit: 9),
      "a.zip unpacks to more than 9 times its size, as only a bomb does; "
        + "raise --max-ratio if you trust it"
    ),
    (
      .unknownFormat(path: "a.rar"),
      "a.rar does not say which archive to write; "
        + "end the name in .tar, .tar.gz, .tar.xz, .tar.zst, .zip or .7z"
    ),
    (
      .unsafeName("../a"),
      "“../a” cannot be a member's name; use a relative path without “..”"
    ),
    (
      .cannotWrite(path: "a.zip", detail: "odd"),
      "cannot write a.zip: odd; check the disk and the name, then run it again"
    ),
    (
      .memberTooLarge(member: "b.png", limit: 5),
      "b.png is larger than the limit of 5 bytes; raise --max-member-bytes to accept it"
    ),
    (
      .noSource,
      "no source was given; name an archive, a folder, a file, or - for standard input"
    ),
    (
      .damagedStream(path: "a.7z", membersRead: 7, detail: "bad"),
      "a.7z is damaged after 7 whole members (bad), and in a 7z or rar nothing can be read after "
        + "that; download or copy it again"
    ),
    (
      .partOpensAlone(path: "b.tar", first: "a.tar"),
      "b.tar is an archive of its own and not a part of a.tar; import each under its own command"
    ),
    (
      .partNotAFile(path: "-"),
      "- cannot be a part of an archive; give the parts as files, in their order"
    ),
    (
      .memberTooExpanded(member: "b.csv", limit: 9),
      "b.csv unpacks to more than 9 times its size, as only a bomb does; "
        + "raise --max-ratio if you trust it"
    ),
    (
      .memberNameUnusable(member: "member 3", fault: .empty),
      "the name of member 3 cannot be used since it is empty; rename it and pack the archive again"
    ),
    (
      .memberNameUnusable(member: "member 3", fault: .undecodable),
      "the name of member 3 cannot be used since it cannot be decoded; "
        + "rename it and pack the archive again"
    ),
    (
      .memberNameUnusable(member: "a.png", fault: .containsNUL),
      "the name of a.png cannot be used since it contains a zero byte; "
        + "rename it and pack the archive again"
    ),
    (
      .memberNameUnusable(member: "aaa…", fault: .tooLong(limit: 4_096)),
      "the name of aaa… cannot be used since it is longer than 4096 bytes; "
        + "rename it and pack the archive again"
    ),
    (
      .memberNotRegular(member: "dev/null", kind: "a device"),
      "dev/null is a device and no file; it was left alone"
    ),
    (
      .memberNestedTooDeep(member: "a.zip/b.tar"),
      "a.zip/b.tar is an archive within an archive within the source; "
        + "unpack the outermost and import what is in it"
    ),
    (
      .memberEncrypted(member: "b.png"),
      "b.png is encrypted; unpack the archive with its password and give the folder"
    ),
    (
      .memberDamaged(member: "b.png", detail: "bad CRC"),
      "b.png is damaged in the archive (bad CRC); download or copy the archive again"
    ),
    (
      .memberUnreadable(FileError(operation: "read", path: "d/b.png", code: 13)),
      "cannot read d/b.png: permission denied; check its permissions or choose another place"
    ),
    (.noData(member: "b.png"), "b.png has no data left to read; read each file once"),
  ]

  @Test("the text is as written here", arguments: table)
  func saysWhatAndWhatToDo(error: ArchiveError, text: String) {
    #expect(error.description == text)
    #expect(text.contains("; ") && !text.contains("\n") && !text.hasSuffix("."))
  }
}
