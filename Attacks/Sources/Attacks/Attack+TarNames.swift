internal import Core

extension Attack {
  /// Names that reach outside, hide something or cannot be told apart.
  static let tarNames = [
    Attack(
      "tar-absolute-paths",
      "A “dataset” that unpacks itself over the files of whoever extracts it as root.",
      .survives(accepted: 3, rejected: 0, ignored: 0)
    ) { folder throws(FileError) in
      let tar = Tar.of([
        ("faces/happy/good.png", Picture.good(1)),
        ("\(folder.path)/../escaped/happy/a.png", Picture.good(2)),
        ("/etc/cron.d/happy/b.png", Picture.good(3)),
      ])
      try folder.put(tar, as: "absolute.tar")
      return ["absolute.tar"]
    },
    Attack(
      "tar-parent-paths",
      "“Tar slip”: names climb out of the target folder and overwrite keys or start-up files.",
      .survives(accepted: 4, rejected: 1, ignored: 0, says: "its name is empty"), file: "parent.tar"
    ) {
      Tar.of([
        ("faces/happy/good.png", Picture.good(1)),
        ("../../../escaped/happy/a.png", Picture.good(2)),
        ("faces/../../../../escaped/sad/b.png", Picture.good(3)),
        ("happy/..", Picture.good(4)), ("happy/../happy/./c.png", Picture.good(5)),
      ])
    },
    Attack(
      "tar-windows-names",
      "Drive letters, backslashes, streams and device names that only Windows obeys: written there, “CON” "
        + "hangs and “C:\\…” escapes.",
      .survives(accepted: 6, rejected: 0, ignored: 0), file: "windows.tar"
    ) {
      Tar.of([
        ("C:\\Windows\\happy\\a.png", Picture.good(1)), ("..\\..\\happy\\b.png", Picture.good(2)),
        ("\\\\server\\share\\happy\\c.png", Picture.good(3)),
        ("faces/happy/CON", Picture.good(4)), ("faces/happy/NUL.png", Picture.good(5)),
        ("faces/happy/d.png:hidden", Picture.good(6)),
      ])
    },
    Attack(
      "tar-nul-in-name",
      "A pax name with a zero byte: what checks names sees “….png”, what opens files sees what is before.",
      .survives(accepted: 2, rejected: 0, ignored: 0), file: "nul.tar"
    ) {
      var tar = Tar()
      tar.pax([("path", Bytes("faces/happy/passwd\0.png"))])
      tar.file("short.png", Picture.good(1))
      tar.file("faces/happy/good.png", Picture.good(2))
      return tar.finished()
    },
    Attack(
      "tar-long-name",
      "A name of a million bytes: kept for each member it fills the memory and the catalog.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "longer than 4096 bytes"),
      file: "long.tar"
    ) {
      var tar = Tar()
      tar.longName(Bytes("faces/happy/") + Bytes(repeating: 0x61, count: 1_000_000) + Bytes(".png"))
      tar.file("short.png", Picture.good(1))
      tar.file("faces/happy/good.png", Picture.good(2))
      return tar.finished()
    },
    Attack(
      "tar-deep-path",
      "Half a million folders in one name: whatever walks paths by calling itself overflows its stack.",
      .survives(accepted: 1, rejected: 1, ignored: 0, says: "longer than 4096 bytes"),
      file: "deep.tar"
    ) {
      var tar = Tar()
      tar.longName(Bytes(String(repeating: "a/", count: 500_000) + "happy/b.png"))
      tar.file("short.png", Picture.good(1))
      tar.file("faces/happy/good.png", Picture.good(2))
      return tar.finished()
    },
    Attack(
      "tar-empty-name",
      "A member without a name, and names that are nothing but slashes and dots: joined to the target "
        + "folder they are the folder itself.",
      .refused("empty-name.tar"), file: "empty-name.tar"
    ) {
      Tar.of([
        ("faces/happy/good.png", Picture.good(1)), ("", Picture.good(2)), ("/", Picture.good(3)),
        (".", Picture.good(4)), ("..", Picture.good(5)), ("///", Picture.good(6)),
      ])
    },
    Attack(
      "tar-duplicate-names",
      "The same name three times: the first passes the review, the last one wins on the disk.",
      .survives(accepted: 3, rejected: 0, ignored: 0), file: "duplicates.tar"
    ) {
      Tar.of((1...3).map { ("faces/happy/a.png", Picture.good($0)) })
    },
    Attack(
      "tar-case-clash",
      "Names that differ in case or in Unicode composition only: a Mac or Windows disk holds one of them.",
      .survives(accepted: 4, rejected: 0, ignored: 0), file: "case.tar"
    ) {
      Tar.of([
        ("faces/happy/a.png", Picture.good(1)), ("faces/Happy/A.PNG", Picture.good(2)),
        ("faces/happy/\u{E9}.png", Picture.good(3)), ("faces/happy/e\u{301}.png", Picture.good(4)),
      ])
    },
    Attack(
      "tar-terminal-names",
      "Names that speak to the terminal: clear the screen, hide lines, set the title, turn “gnp.exe” "
        + "around. Printed raw, the report of the import lies.",
      .survives(accepted: 1, rejected: 4, ignored: 0, says: "\\u{1b}"), file: "terminal.tar"
    ) {
      Tar.of([
        ("faces/happy/good.png", Picture.good(1)),
        ("faces/\u{1B}[2J\u{1B}[1;1Hall is well/a.png", Picture.good(2)),
        ("faces/\u{1B}]0;owned\u{7}/b.png", Picture.good(3)),
        ("faces/\u{202E}gnp.exe\u{2066}/c.png", Picture.good(4)),
        ("faces/two\r\nerror: lines\u{85}\u{9B}31m/d.png", Picture.good(5)),
      ])
    },
    Attack(
      "tar-undecodable-names",
      "Names in no encoding at all: text functions stop the program, or two names become one.",
      .survives(accepted: 4, rejected: 0, ignored: 0), file: "bytes.tar"
    ) {
      var tar = Tar()
      tar.file("faces/happy/good.png", Picture.good(1))
      tar.add(Tar.Entry(name: Bytes("faces/happy/") + [0xFF, 0xFE, 0x80], data: Picture.good(2)))
      tar.add(Tar.Entry(name: Bytes("faces/happy/") + [0xFF, 0xFE, 0x81], data: Picture.good(3)))
      tar.pax([("path", Bytes("faces/happy/") + [0xC0, 0xAF] + Bytes("x.png"))])
      tar.file("short.png", Picture.good(4))
      return tar.finished()
    },
    Attack(
      "tar-sql-names",
      "Names written for whoever glues SQL together (“'; DROP TABLE …”).",
      .survives(accepted: 2, rejected: 1, ignored: 0), file: "it's; DROP TABLE sources;--.tar"
    ) {
      Tar.of([
        ("faces/happy/'; DROP TABLE members;--.png", Picture.good(1)),
        ("faces/\"; DELETE FROM contents; --/b.png", Picture.good(2)),
        ("faces/happy/$(touch escaped)`touch escaped`.png", Picture.good(3)),
      ])
    },
  ]
}
