extension Attack {
  /// Tables that say which image shows what.
  static let labelTables = [
    labels(
      "labels-outside",
      "A table that names files outside of the archive: opened, they are leaked into it.",
      .survives(accepted: 1, rejected: 4, ignored: 1, says: "not in the source"), file: "labels.csv"
    ) {
      "path,label\ngood.png,happy\n../../canary,happy\n/etc/passwd,happy\n..\\..\\canary,happy\n"
        + "images/../../../canary,sad\nfile:///etc/passwd,sad\n"
    },
    labels(
      "labels-formulas",
      "Labels that a spreadsheet would run (“=cmd|…”), printed into reports and tables.",
      .survives(accepted: 0, rejected: 1, ignored: 1), file: "labels.csv"
    ) { "path,label\ngood.png,\"=cmd|' /C calc'!A0\"\n" },
    labels(
      "labels-terminal", "Labels with escape sequences and text that runs backwards.",
      .survives(accepted: 0, rejected: 1, ignored: 1, says: "\\u{1b}"), file: "labels.csv"
    ) { "path,label\ngood.png,\"\u{1B}[2J\u{1B}]0;owned\u{7}hap\u{202E}yp\"\n" },
    labels(
      "labels-long-word",
      "A label of a million bytes: compared letter by letter with every class name, it takes "
        + "for ever, and it is printed.",
      .survives(accepted: 0, rejected: 1, ignored: 1), file: "labels.csv"
    ) { "path,label\ngood.png,\(String(repeating: "happy", count: 200_000))\n" },
    labels(
      "labels-sql", "Labels and names for whoever glues SQL together.",
      .survives(accepted: 0, rejected: 1, ignored: 1), file: "labels.csv"
    ) { "path,label\ngood.png,happy'); DROP TABLE members;--\n" },
    labels(
      "labels-contradiction", "The same image twice under different labels.", .survives(),
      file: "labels.csv"
    ) { "path,label\ngood.png,happy\ngood.png,sad\ngood.png,happy\n" },
    labels(
      "labels-every-image-a-thousand-times",
      "A hundred thousand boxes on one image: each is a sample.",
      .survives(), file: "labels.csv"
    ) {
      "path,label,x,y,width,height\n"
        + (0..<100_000).map { "good.png,happy,\($0 % 7),0,4,4\n" }.joined()
    },
    labels(
      "labels-absurd-boxes", "Boxes of no size, negative, outside, infinite.", .survives(),
      file: "labels.csv"
    ) {
      "path,label,x,y,width,height\ngood.png,happy,0,0,0,0\ngood.png,happy,-5,-5,-10,-10\n"
        + "good.png,happy,9223372036854775807,0,9223372036854775807,9\ngood.png,happy,nan,inf,-inf,1e308\n"
    },
    labels(
      "labels-missing-images", "Two hundred thousand rows for images that are not there.",
      .survives(),
      file: "labels.csv"
    ) { "path,label\ngood.png,happy\n" + (0..<200_000).map { "\($0).png,sad\n" }.joined() },
    labels(
      "jsonl-deep",
      "A line of a hundred thousand brackets: a reader that calls itself overflows its stack.",
      .survives(), file: "labels.jsonl"
    ) {
      "{\"path\":\"good.png\",\"label\":\"happy\"}\n" + String(repeating: "[", count: 100_000)
        + "\n"
        + String(repeating: "{\"a\":", count: 100_000) + "\n"
    },
    labels(
      "jsonl-two-keys",
      "Keys given twice, numbers out of range, broken escapes, half a pair of surrogates.",
      .survives(), file: "labels.jsonl"
    ) {
      "{\"path\":\"good.png\",\"label\":\"happy\"}\n"
        + "{\"path\":\"good.png\",\"label\":\"happy\",\"label\":\"sad\"}\n"
        + "{\"path\":\"good.png\",\"label\":1e999}\n{\"path\":\"\\ud800\",\"label\":\"\\u00zz\"}\n"
        + "{\"path\":null,\"label\":[]}\nnull\n"
    },
    labels(
      "expw-label-outside", "ExpW's label file naming paths outside, and boxes beyond the image.",
      .refused("label.lst#1"),
      file: "label.lst"
    ) {
      "../../canary 0 0 0 10 10 60.0 3\ngood.png 0 0 0 10 10 60.0 3\n"
        + "good.png 1 -999999999999 0 99999999999999999999 10 60.0 3\ngood.png 2 a b c d e f\n"
    },
  ]

  /// A table beside an image and its folder, as a tar.
  private static func labels(
    _ name: String, _ story: String, _ expectation: Expectation, file: String,
    text: @escaping @Sendable () -> String
  ) -> Attack {
    Attack(name, story, expectation, file: "faces.tar") {
      Tar.of([(file, Bytes(text())), ("images/good.png", Picture.good(1))])
    }
  }

  /// Files beside each image, after AffectNet's and CK+'s.
  static let annotations = [
    annotated(
      "npy-absurd-header", "A NumPy file whose header says it is 4 GB long.",
      bytes: {
        [0x93] + Bytes("NUMPY") + [2, 0, 0xFF, 0xFF, 0xFF, 0xFF] + Bytes("{'descr': '<f8'}")
      }),
    annotated(
      "npy-absurd-shape", "A NumPy file of 10^18 numbers.",
      bytes: { npy("'<f8'", "(1000000000000000000,)") }),
    annotated(
      "npy-pickled", "A NumPy file of Python objects: loading it runs the program in it.",
      bytes: {
        npy("'|O'", "()") + pickle
      }),
    annotated(
      "npy-not-a-number", "An annotation that is a word, and is not a number.",
      bytes: { npy("'<U3'", "()") + Bytes("n\0\0\0a\0\0\0n\0\0\0") }),
    Attack(
      "ckplus-codes", "CK+'s emotion files with a code of 10^300, a word, nothing, or a megabyte.",
      .refused("emotion code"), file: "ckplus.tar"
    ) {
      let codes = ["1e300", "happy", "", String(repeating: "5", count: 1 << 20), "nan"]
      return Tar.of(
        codes.enumerated().flatMap { index, code in
          let (subject, frame) = ("S\(100 + index)", "S\(100 + index)_001_00000001")
          return [
            ("cohn-kanade-images/\(subject)/001/\(frame).png", Picture.good(UInt64(index))),
            ("Emotion/\(subject)/001/\(frame)_emotion.txt", Bytes(code)),
          ]
        })
    },
  ]

  private static func npy(_ type: String, _ shape: String) -> Bytes {
    var header = Bytes("{'descr': \(type), 'fortran_order': False, 'shape': \(shape), }")
    while (header.count + 11) % 64 != 0 { header.append(0x20) }
    header.append(0x0A)
    var file: Bytes = [0x93] + Bytes("NUMPY") + [1, 0]
    file.little(header.count, 2)
    return file + header
  }

  private static func annotated(
    _ name: String, _ story: String, bytes: @escaping @Sendable () -> [UInt8]
  ) -> Attack {
    Attack(name, story, .survives(), file: "affectnet.tar") {
      Tar.of([
        ("train_set/annotations/0_exp.npy", bytes()), ("train_set/images/0.png", Picture.good(1)),
        ("train_set/annotations/1_exp.npy", npy("'<U1'", "()") + [0x31, 0, 0, 0]),
        ("train_set/images/1.png", Picture.good(2)),
      ])
    }
  }
}
