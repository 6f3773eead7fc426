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
        + "or a folder"
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
      "a.tar has more than 3 members; split it into smaller archives"
    ),
    (
      .tooManyBytes(path: "a.tar", limit: 3),
      "a.tar unpacks to more than 3 bytes; split it into smaller archives"
    ),
    (
      .tooExpanded(path: "a.zip", limit: 9),
      "a.zip unpacks to more than 9 times its size, as only a bomb does; "
        + "if you trust it, unpack it and give the folder"
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
      "b.png is larger than the limit of 5 bytes; raise the limit to accept it"
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
