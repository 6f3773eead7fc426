import Core
import Layouts
import Testing

@Suite("A path tells the label")
struct FolderLayoutTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    let className: String
    var split: Split?
    var evidence: SplitEvidence?
    var subject: String?

    init(
      _ path: String, _ className: String, _ split: Split? = nil, _ evidence: SplitEvidence? = nil,
      subject: String? = nil
    ) {
      (self.path, self.className, self.split) = (path, className, split)
      (self.evidence, self.subject) = (evidence, subject)
    }

    var testDescription: String { path }
  }

  private static let labelled: [Case] = [
    // Class folders at any depth; the deepest one counts.
    Case("happy/1.png", "happy"),
    Case("a/b/c/happy/1.png", "happy"),
    Case("happy/a/b/1.png", "happy"),
    Case("happy/sad/1.png", "sad"),
    Case("fear-of-missing-out/happy/1.png", "happy"),
    Case("./happy/1.png", "happy"),
    Case("/happy/1.png", "happy"),
    Case("../../happy/1.png", "happy"),
    Case("happy\\1.png", "happy"),
    Case("dataset//happy//1.png", "happy"),
    // Other spellings.
    Case("Happiness/1.png", "happy"),
    Case("JOY/1.png", "happy"),
    Case("0_angry/1.png", "angry"),
    Case("1.Angry/1.png", "angry"),
    Case("surprised/1.png", "surprise"),
    // FER2013's prefixes, which are stronger than the folder.
    Case(
      "fer2013/train/angry/Training_10118481.jpg", "angry", .train, .fer2013Prefix("Training_")),
    Case(
      "fer2013/test/angry/PublicTest_1.jpg", "angry", .val, .fer2013Prefix("PublicTest_")),
    Case(
      "fer2013/test/angry/PrivateTest_1.jpg", "angry", .test, .fer2013Prefix("PrivateTest_")),
    Case("angry/PrivateTest_1.jpg", "angry", .test, .fer2013Prefix("PrivateTest_")),
    // Split folders: exactly these names, in any case, above the class folder.
    Case("train/happy/1.png", "happy", .train, .folder("train")),
    Case("Training/happy/1.png", "happy", .train, .folder("Training")),
    Case("val/happy/1.png", "happy", .val, .folder("val")),
    Case("valid/happy/1.png", "happy", .val, .folder("valid")),
    Case("images/validation/happy/1.png", "happy", .val, .folder("validation")),
    Case("TEST/x/happy/1.png", "happy", .test, .folder("TEST")),
    Case("testing/happy/1.png", "happy", .test, .folder("testing")),
    Case("test/train/happy/1.png", "happy", .train, .folder("train")),
    // Neither file names nor folders that only resemble a split say anything.
    Case("happy/train_1.png", "happy"),
    Case("happy/test.png", "happy"),
    Case("happy/training_1.png", "happy"),
    Case("happy/xTraining_1.png", "happy"),
    Case("Train_Aligned_Faces/happy/1.png", "happy"),
    Case("FER2013Test/happy/1.png", "happy"),
    Case("contest/happy/1.png", "happy"),
    Case("happy/train/1.png", "happy"),
    // Subjects.
    Case("CK+48/happy/S010_004_00000017.png", "happy", subject: "S010"),
    Case("happy/S999_999_99999999.jpg", "happy", subject: "S999"),
    Case("train/sad/subject-0012_000123.jpg", "sad", .train, .folder("train"), subject: "0012"),
    Case("sad/subject-0012_000123.png", "sad", subject: "0012"),
    Case("sad/subject-12345_1.png", "sad", subject: "12345"),
    Case("happy/S10_004_00000017.png", "happy"),
    Case("happy/s010_004_00000017.png", "happy"),
    Case("happy/S010_004_0000017.png", "happy"),
    Case("happy/S010_004_00000017_emotion.png", "happy"),
    Case("happy/S010-004-00000017.png", "happy"),
    Case("happy/xS010_004_00000017.png", "happy"),
    Case("happy/S0١0_004_00000017.png", "happy"),
    Case("sad/subject-012_000123.png", "sad"),
    Case("sad/subject-0012.png", "sad"),
    Case("sad/subject-abcd_000123.png", "sad"),
    // In a class folder the bytes decide what is an image, not the name.
    Case("happy/photo", "happy"),
    Case("happy/photo.txt", "happy"),
    Case("happy/photo.jpg.exe", "happy"),
  ]

  /// What a layout and its resolver make of a path.
  private func read(
    _ path: String, taxonomy: Taxonomy = .fer7, renames: [String: String] = [:],
    dialect: Dialect? = nil
  ) throws -> (claim: LabelClaim?, resolution: LabelResolution) {
    let resolver = try ClassResolver(taxonomy: taxonomy, renames: renames)
    var layout = FolderLayout(resolver: resolver, dialect: dialect)
    switch layout.finding(path: path) {
    case .samples(let claims):
      let claim = try #require(claims.first)
      return (claim, resolver.resolve(claim))
    case .ignored(let reason): return (nil, .ignored(reason: reason))
    case .rejected(let reason): return (nil, .rejected(reason: reason))
    case .pixelTable: return (nil, .rejected(reason: "a table"))
    }
  }

  private func className(_ resolution: LabelResolution, _ taxonomy: Taxonomy) -> String? {
    guard case .label(let label) = resolution else { return nil }
    return taxonomy.classNames[label.classIndex]
  }

  @Test("class, split and subject are read", arguments: labelled)
  func reads(example: Case) throws {
    let (claim, resolution) = try read(example.path)
    #expect(className(resolution, .fer7) == example.className)
    #expect(claim?.split == example.split)
    #expect(claim?.splitEvidence == example.evidence?.description)
    #expect(claim?.subject == example.subject)
  }

  private static let ignored: [(String, String)] = [
    (".DS_Store", "a hidden file"),
    ("happy/.DS_Store", "a hidden file"),
    ("happy/._1.png", "a hidden file"),
    (".git/happy/1.png", "in a hidden folder"),
    ("happy/.ipynb_checkpoints/1.png", "in a hidden folder"),
    ("__MACOSX/happy/1.png", "a copy of metadata made by macOS"),
    ("__macosx/happy/._1.png", "a copy of metadata made by macOS"),
    ("happy/Thumbs.db", "a file of the operating system"),
    ("happy/desktop.ini", "a file of the operating system"),
    ("README", "a document, not a sample"),
    ("happy/README.md", "a document, not a sample"),
    ("LICENSE.txt", "a document, not a sample"),
    ("fer2013.csv", "outside every class folder and not an image by its name"),
    ("train/labels.json", "outside every class folder and not an image by its name"),
    ("../../etc/passwd", "outside every class folder and not an image by its name"),
    ("happy", "outside every class folder and not an image by its name"),
  ]

  @Test("what is no sample is ignored with a reason", arguments: ignored)
  func ignores(path: String, reason: String) throws {
    let (claim, resolution) = try read(path)
    #expect(claim == nil)
    #expect(resolution == .ignored(reason: reason))
  }

  private static let sevenClasses = "angry, disgust, fear, happy, sad, surprise, neutral"

  private static let noFolder =
    "no folder names its class; put it into a folder named like one of "
    + "angry, disgust, fear, happy, sad, surprise, neutral"

  private static let rejected: [(String, String)] = [
    ("1.png", noFolder),
    ("train/1.png", noFolder),
    ("happy.png", noFolder),
    ("", "its name is empty; rename it"),
    ("../..", "its name is empty; rename it"),
    ("hapy/1.png", "unknown class “hapy”; the nearest known is “happy”; use --map hapy=happy"),
    (
      "train/suprise/a/1.JPG",
      "unknown class “suprise”; the nearest known is “surprise”; use --map suprise=surprise"
    ),
    (
      "img/1.png",
      "unknown class “img”; the taxonomy “fer7” knows \(sevenClasses); use --map img=CLASS"
    ),
    (
      "my faces/1.png",
      """
      unknown class “my faces”; the taxonomy “fer7” knows \(sevenClasses); \
      use --map 'my faces'=CLASS
      """
    ),
    (
      "Ahegao/1.jpg",
      """
      “Ahegao” is not an emotion; use --map Ahegao=CLASS to label it anyway, \
      or --map Ahegao=- to set it aside
      """
    ),
    (
      "x/No-Face/1.jpg",
      """
      “No-Face” is not an emotion; use --map No-Face=CLASS to label it anyway, \
      or --map No-Face=- to set it aside
      """
    ),
    (
      "contempt/1.jpg",
      """
      “contempt” is no class of the taxonomy “fer7”; \
      use --taxonomy ferplus8, or --map contempt=CLASS
      """
    ),
    (
      "DATASET/train/3/1.jpg",
      """
      “3” is a bare number, which means another class in every dataset; \
      use --dialect NAME or --map 3=CLASS
      """
    ),
  ]

  @Test("an image without a class is rejected with what to do", arguments: rejected)
  func rejects(path: String, reason: String) throws {
    #expect(try read(path).resolution == .rejected(reason: reason))
  }

  @Test("the taxonomy decides which folders are classes")
  func followsTheTaxonomy() throws {
    let (claim, resolution) = try read(
      "CK+48/contempt/S138_008_00000007.png", taxonomy: .ekman7)
    #expect(className(resolution, .ekman7) == "contempt")
    #expect(claim?.subject == "S138")
    #expect(
      try read("neutral/1.png", taxonomy: .ekman7).resolution
        == .rejected(
          reason: "“neutral” is no class of the taxonomy “ekman7”; "
            + "use --taxonomy ferplus8, or --map neutral=CLASS"))
  }

  @Test(
    "a renaming makes a folder a class, in any spelling, and goes before the taxonomy",
    arguments: [("hapy", "happy"), ("3", "happy"), ("Ahegao", "happy"), ("sad", "happy")])
  func renames(folder: String, target: String) throws {
    for spelling in [folder, folder.uppercased(), " \(folder) "] {
      let (_, resolution) = try read("train/\(spelling)/1.png", renames: [folder: target])
      #expect(className(resolution, .fer7) == target)
    }
  }

  @Test("a renaming to - sets a folder aside")
  func setsAside() throws {
    #expect(
      try read("dataset/Ahegao/1.jpg", renames: ["ahegao": "-"]).resolution
        == .ignored(reason: "“Ahegao” is set aside by --map Ahegao=-"))
  }

  @Test("bare numbers are codes of the dialect given, and of nothing else")
  func translates() throws {
    let (claim, resolution) = try read("DATASET/train/3/1.jpg", dialect: .rafdb)
    #expect(className(resolution, .fer7) == "disgust")
    #expect(claim?.split == .train)
    #expect(className(try read("3/1.jpg", dialect: .fer2013).resolution, .fer7) == "happy")
    #expect(className(try read("sad/3/1.jpg", dialect: .rafdb).resolution, .fer7) == "sad")
    #expect(
      try read("train/9/1.jpg", dialect: .rafdb).resolution
        == .rejected(
          reason: "the folder “9” is no code of the dialect “raf-db” (1 to 7); "
            + "use --map 9=CLASS or another --dialect"))
  }

  @Test("a folder visited again is read the same, whatever lay between")
  func remembers() throws {
    var layout = FolderLayout(resolver: try ClassResolver(taxonomy: .fer7))
    let paths = ["a/happy/1.png", "a/sad/1.png", "a/happy/2.png", "__MACOSX/happy/1.png"]
    let read = paths.map { path -> String in
      guard case .samples(let claims) = layout.finding(path: path),
        case .words(let words) = claims.first?.statement
      else { return "-" }
      return words.joined(separator: ",")
    }
    #expect(read == ["happy,a", "sad,a", "happy,a", "-"])
  }

  @Test("a renaming to nowhere and a contradiction are errors")
  func refusesRenames() {
    #expect(
      throws: LayoutError.unknownTarget(
        folder: "x", target: "hapy", taxonomy: "fer7", nearest: "happy")
    ) { try ClassResolver(taxonomy: .fer7, renames: ["x": "hapy"]) }
    #expect(throws: LayoutError.contradiction(folder: "x", first: "happy", second: "sad")) {
      try ClassResolver(taxonomy: .fer7, renames: ["X": "happy", "x": "sad"])
    }
    #expect(throws: LayoutError.contradiction(folder: "x", first: "-", second: "sad")) {
      try ClassResolver(taxonomy: .fer7, renames: ["X": "-", "x": "sad"])
    }
  }
}
