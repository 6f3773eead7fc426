internal import Core

/// A small input to start fuzzing from: the first byte says which part of the import gets the rest.
public struct FuzzSeed: Sendable {
  /// A file name for it.
  public let name: String
  /// The part's letter, then its input.
  public let bytes: [UInt8]

  /// Seeds of every part.
  public static let all = archives + images + tables + claims

  private static let archives: [FuzzSeed] = {
    let two = [
      ("faces/happy/a.png", Picture.good(1)), ("faces/sad/b.pgm", Bytes("P5 2 1 255\nab")),
    ]
    let table = [("labels.csv", Bytes("path,label\na.png,happy\n")), ("a.png", Picture.good(2))]
    var links = Tar()
    links.special("2", "faces/happy/link.png", to: "/etc/passwd")
    links.longName(Bytes("faces/happy/long.png"))
    links.file("short", Picture.good(3))
    links.pax([("path", Bytes("faces/sad/pax.png"))])
    links.file("short", Picture.good(4))
    return [
      seed("A", "tar", Tar.of(two)), seed("A", "tar-table", Tar.of(table)),
      seed("A", "tar-links", links.finished()), seed("A", "zip", Zip.of(two)),
      seed("A", "zip-table", Zip.of(table)),
      seed("A", "tar-gz", Deflated.gzip(stored: Tar.of(two))),
      seed("A", "zip-zeros", zeros()),
      seed("A", "zip-quoted", Zip.quoted(["a.png", "b.png"], zeros: 9)),
      seed("A", "zip-in-zip", Zip.of([("a.zip", Zip.of(two)), ("b.tar", Tar.of(table))])),
      seed("A", "7z", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4] + noise(40, seed: 1)),
      seed("A", "rar", Bytes("Rar!") + [0x1A, 7, 0] + noise(40, seed: 2)),
      seed("A", "rar5", Bytes("Rar!") + [0x1A, 7, 1, 0] + noise(40, seed: 3)),
      seed("A", "table", Bytes("emotion,pixels,Usage\n3,1 2 3 4,Training\n")),
      seed("A", "image", Picture.good(5)),
    ]
  }()

  private static let images = [
    seed("I", "png", Picture.good(6)), seed("I", "png-black", Picture.blackPNG(8, 8)),
    seed("I", "png-palette", palette()), seed("I", "jpeg", JPEGBytes.gray(16, 16)),
    seed("I", "jpeg-claim", JPEGBytes.claiming(64, 64)),
    seed("I", "jpeg-scans", JPEGBytes.manyScans(side: 8)),
    seed("I", "gif", Picture.gif(screen: 2, frame: 2)), seed("I", "bmp", Picture.bmp(4, 4)),
    seed("I", "bmp-8", Picture.bmp(4, -4, bits: 8, colors: 2)),
    seed("I", "webp", Picture.webp(8, 8, riffSize: 57, chunkSize: 45)),
    seed(
      "I", "tiff",
      Picture.tiff(Picture.grayTIFF(8, 8, stripAt: 122, stripBytes: 64), strip: noise(64, seed: 1))),
    seed("I", "pgm", Bytes("P5\n# 4\n2 2\n255\nabcd")),
    seed("I", "pgm-plain", Bytes("P2 2 1 9 1 8")),
  ]

  private static let tables = [
    "emotion,pixels,Usage\n3,1 2 3 4,Training\n0,\"9 8 7 6\",PublicTest\n",
    "emotion, Usage, pixels\n3,Training,1 2 3 4\n",
    "path,label,split,subject,x,y,w,h\nimages/1.png,happy,train,s1,0,0,4,4\n1.png,\"sad\",test,,,,,\n",
    "path\tlabel\nimages/1.png\thappy\n",
    "{\"path\":\"images/1.png\",\"label\":\"happy\",\"box\":[0,0,4,4]}\n{\"path\":\"1.png\",\"label\":3}\n",
    "1.png 0 10 10 50 50 60.0 3\n", "train_00001.jpg 4\n", "train_00001.jpg 4\n",
    "subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal\n"
      + "images/1.png,0,0,9,9,1;2,1,0.5,0.5\n",
    ",path,label\n0,images/1.png,happy\n", "\u{93}NUMPY", "   3.0000000e+00\n",
    "fer0000000.png,\"(0, 0, 48, 48)\",4,0,0,1,3,2,0,0,0,0\n",
    "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n"
      + "Training,fer0000000.png,4,0,0,1,3,2,0,0,0,0\n",
  ].enumerated().map { number, text in
    seed("T", "table-\(number)", [UInt8(number)] + Bytes(text))
  }

  private static let claims = [
    seed("L", "words", Bytes("0_angry\nhappiness\nfröhlich\nsurprised_faces\n3")),
    seed(
      "L", "json",
      Bytes("{\"words\":[\"happy\"],\"split\":\"train\",\"box\":[1,2,3,4],\"row\":\"a#1\"}")),
    seed(
      "L", "votes", Bytes("{\"votes\":{\"counts\":[4,0,0,1,3,2,0,0,0,0],\"fallback\":[\"3\"]}}")),
    seed("L", "counts", [4, 0, 0, 1, 3, 2, 0, 0, 0, 0]),
  ]

  private static func seed(_ part: String, _ name: String, _ bytes: Bytes) -> FuzzSeed {
    FuzzSeed(name: "\(part)-\(name)", bytes: Bytes(part) + bytes)
  }

  private static func zeros() -> Bytes {
    var zip = Zip()
    zip.add(Zip.Entry("happy/zeros.png", zeros: 70_000))
    return zip.finished()
  }

  private static func palette() -> Bytes {
    let rows = (0..<4).flatMap { _ in [0] + Bytes(repeating: 1, count: 4) }
    return Picture.png(
      4, 4, color: 3,
      chunks: [
        ("PLTE", [1, 2, 3, 4, 5, 6]), ("tRNS", [0, 9]), ("IDAT", Deflated.zlib(stored: rows)),
      ])
  }
}
