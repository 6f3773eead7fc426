import Core
import Layouts
import Testing

@Suite("JAFFE, KDEF and SFEW: file names tell")
struct CodedNamesTests {
  typealias File = Miniature.File

  @Test("JAFFE's names tell subject and emotion, in one folder or in class folders")
  func jaffe() throws {
    let names = [
      ("KA.AN1.39.tiff", "anger KA"), ("KA.DI2.43.tiff", "disgust KA"),
      ("KL.FE3.176.tiff", "fear KL"), ("KM.HA1.4.tiff", "happiness KM"),
      ("UY.NE2.135.tiff", "neutral UY"), ("YM.SA1.62.tiff", "sadness YM"),
      ("TM.SU3.199.jpg", "surprise TM"),
    ]
    let readme = File.text("jaffe/README_FIRST.txt", "", "ignored: a document, not a sample")
    let flat = names.map { File.image("jaffe/\($0.0)", $0.1) }
    try Miniature(layout: "jaffe", files: flat + [readme]).check()
    let folders = names.map { File.image("jaffe/\($0.1.split(separator: " ")[0])/\($0.0)", $0.1) }
    try Miniature(layout: "jaffe", files: folders).check()
  }

  @Test("an image without JAFFE's code is rejected among the others")
  func jaffeStranger() throws {
    let coded = (1...9).map { File.image("KA.AN1.\($0).tiff", "anger KA") }
    try Miniature(
      layout: "jaffe",
      files: coded + [
        .image(
          "KA.XX1.39.tiff",
          "rejected: its name bears no JAFFE code such as KA.AN1.39 (subject, emotion and take, "
            + "number); rename it, or use --layout folders")
      ]
    ).check()
  }

  @Test("KDEF is read by position: AF is afraid only at the fifth letter")
  func kdef() throws {
    let misnamed =
      "is no KDEF name: session, gender, id, emotion and angle are expected, as in AF01ANS.JPG; "
      + "rename it"
    let coded: [File] = [
      .image("KDEF/AF01/AF01AFS.JPG", "fear F01"), .image("KDEF/AF01/AF01ANS.JPG", "anger F01"),
      .image("KDEF/AF01/AF01DIFL.JPG", "disgust F01"),
      .image("KDEF/BF01/BF01HAHL.JPG", "happiness F01"),
      .image("KDEF/AM35/AM35NEHR.JPG", "neutral M35"),
      .image("KDEF/BM10/BM10SAFR.JPG", "sadness M10"),
      .image("KDEF/AM05/am05sus.jpg", "surprise M05"),
    ]
    let more = (10...30).map { File.image("KDEF/AF\($0)/AF\($0)HAS.JPG", "happiness F\($0)") }
    try Miniature(
      layout: "kdef",
      files: coded + more + [
        .image("KDEF/AF31/AF31V.JPG", "rejected: “AF31V.JPG” \(misnamed)"),
        .image("KDEF/AM31/AM31H.JPG", "rejected: “AM31H.JPG” \(misnamed)"),
        .text("KDEF/About KDEF.txt", "", "ignored: not an image by its name"),
      ]
    ).check()
  }

  private static let unreleased = "ignored: the test labels were never released"

  @Test("SFEW's movie is the subject, its top folder the split, its test set without labels")
  func sfew() throws {
    let train = "Train/Train_Aligned_Faces/"
    try Miniature(
      layout: "sfew",
      files: [
        .image(train + "Angry/Airheads_000519240_00000005.png", "Angry train Airheads"),
        .image(train + "Happy/21_000519240_00000005.png", "Happy train 21"),
        .image(
          train + "Sad/Bridesmaids_2_001011240_00000046.png", "Sad train Bridesmaids_2"),
        .image(
          "Val/Val_Aligned_Faces_new/Fear/Juno_002519240_00000025.png", "Fear val Juno"),
        .image("Test/Test_Aligned_Faces/Juno_002519240_00000035.png", Self.unreleased),
      ]
    ).check()
  }

  @Test("SFEW's zips within one archive read the same")
  func sfewNested() throws {
    try Miniature(
      layout: "sfew",
      files: [
        .image(
          "SFEW/Train_Aligned_Faces.zip/Angry/Airheads_000519240_00000005.png",
          "Angry train Airheads"),
        .image(
          "SFEW/Val_Aligned_Faces_new.zip/Val_Aligned_Faces_new/Fear/Juno_002519240_00000025.png",
          "Fear val Juno"),
        .image("SFEW/Test_Aligned_Faces.zip/Juno_002519240_00000035.png", Self.unreleased),
      ]
    ).check()
  }

  @Test(
    "one look-alike name does not make the dataset",
    arguments: [
      "KA.AN1.39.tiff", "AF01ANS.JPG", "Airheads_000519240_00000005.png", "Training_1.jpg",
      "S010_004_00000017.png", "train_00001.jpg",
    ])
  func lookAlikes(name: String) throws {
    let others = (1...8).map { File.image("happy/\($0).png", "happy") }
    try Miniature(layout: "folders", files: others + [.image("happy/\(name)", "")])
      .choiceIsFolders()
    try Miniature(layout: "folders", files: [.image("happy/\(name)", "")]).choiceIsFolders()
  }

  @Test(
    "named layouts say which names are missing",
    arguments: [
      ("jaffe", "image named like KA.AN1.39.tiff"), ("kdef", "image named like AF01ANS.JPG"),
      ("sfew", "image named like Airheads_000519240_00000005.png"),
      ("oulu-casia", "image placed like VL/Strong/P001/Anger/000.jpeg"),
      ("ck48", "image such as anger/S010_004_00000017.png"),
      ("fer2013-folders", "image such as train/happy/Training_10000018.jpg"),
      ("expw", "file label.lst"), ("ahegao", "folder Ahegao"),
      ("raf-db", "label table list_patition_label.txt and no images in folders 1 to 7"),
      (
        "affectnet",
        "readable table training.csv or validation.csv and no annotations/0_exp.npy"
      ),
    ])
  func forced(layout: String, missing: String) {
    var options = LayoutOptions()
    options.layout = layout
    #expect(
      Miniature.refusal([.image("happy/1.png", "")], options)
        == "the source is not laid out as “\(layout)”: it has no \(missing); "
        + "leave --layout away to have the layout detected")
  }
}

extension Miniature {
  /// Expects that class folders are all there is to it.
  func choiceIsFolders(sourceLocation: SourceLocation = #_sourceLocation) throws {
    #expect(try choice().layout.name == "folders", sourceLocation: sourceLocation)
  }
}
