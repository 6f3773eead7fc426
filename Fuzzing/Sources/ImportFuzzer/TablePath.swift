internal import Core
internal import Layouts

/// The second byte chooses a file name, the rest is that file, beside a few images: survey and read it.
enum TablePath {
  private static let names = [
    "fer2013.csv", "icml_face_data.csv", "labels.csv", "labels.tsv", "labels.jsonl", "label.lst",
    "list_patition_label.txt", "EmoLabel/list_patition_label.txt", "training.csv", "label.csv",
    "annotations/1_exp.npy", "Emotion/S010/001/S010_001_00000014_emotion.txt",
    "FER2013Train/label.csv", "fer2013new.csv",
  ]

  private static let images = [
    "images/1.png", "1.png", "cohn-kanade-images/S010/001/S010_001_00000014.png",
    "train_00001_aligned.jpg", "aligned/train_00001_aligned.jpg", "KA.AN1.39.tiff", "AF01ANS.JPG",
    "FER2013Train/fer0000000.png", "happy/1.png", "..\\up/../x.png",
  ]

  static func run(_ input: [UInt8]) {
    guard let choice = input.first else { return }
    let (name, bytes) = (names[Int(choice) % names.count], Array(input[1...]))
    // The rows of FER+ are also read by position, as --votes does.
    if name == "fer2013new.csv" { _ = try? VoteTable(parsing: bytes, name: name) }
    var options = LayoutOptions()
    options.isTaxonomyNamed = choice >= 128
    options.taxonomy = choice >= 128 ? .fer7 : nil
    guard var survey = try? LayoutSurvey(options: options) else { return }
    let wish = survey.note(path: name, size: Int64(bytes.count))
    if wish > .nothing {
      survey.begin(path: name, wish: wish)
      feed(bytes) { survey.feed($0) }
      survey.end()
    }
    for image in images { _ = survey.note(path: image, size: 100) }
    let choiceMade: LayoutChoice
    do throws(LayoutError) { choiceMade = try survey.conclude() } catch {
      precondition(!error.description.isEmpty)
      return
    }
    var layout = choiceMade.layout
    for path in [name] + images {
      switch layout.finding(path: path) {
      case .samples(let claims):
        precondition(!claims.isEmpty)
        for claim in claims { ClaimPath.resolve(claim, with: choiceMade.resolver) }
      case .pixelTable(let table):
        read(table, choiceMade.resolver) { block in feed(bytes, block) }
      case .ignored(let reason), .rejected(let reason): precondition(!reason.isEmpty)
      }
    }
    for row in layout.unmatchedRows() { precondition(!row.reason.isEmpty) }
    _ = layout.settings
  }

  /// Reads a table's rows; `blocks` hands over the file.
  static func read(
    _ table: any PixelTable, _ resolver: ClassResolver,
    blocks: ((UnsafeRawBufferPointer) -> Bool) -> Void
  ) {
    var splitter = RecordSplitter(path: table.path)
    func record(_ bytes: UnsafeRawBufferPointer, _ number: Int) -> Bool {
      guard number > 0 else { return true }
      switch table.interpret(row: Array(bytes), number: number) {
      case .sample(let width, let height, let pixels, let claim):
        precondition(width > 0 && height > 0 && width * height == pixels.count)
        ClaimPath.resolve(claim, with: resolver)
      case .ignored(let reason), .rejected(let reason): precondition(!reason.isEmpty)
      }
      return number < 2000
    }
    blocks { block in (try? splitter.feed(block, record)) ?? false }
    splitter.finish(record)
  }

  /// Hands over bytes in blocks of uneven sizes, so that records are cut everywhere.
  private static func feed(_ bytes: [UInt8], _ body: (UnsafeRawBufferPointer) -> Bool) {
    var (start, size) = (0, 1)
    bytes.withUnsafeBytes { buffer in
      while start < buffer.count {
        let end = min(buffer.count, start + size)
        guard body(UnsafeRawBufferPointer(rebasing: buffer[start..<end])) else { return }
        (start, size) = (end, size * 3 % 4099)
      }
    }
  }
}
