import Core
import TestSupport
import Testing

@Suite("Predicting and cross-validating on the command line")
struct PredictCommandTests {
  private func run(_ arguments: String, in folder: TemporaryFolder) throws -> Program.Outcome {
    try Program().run(arguments.split(separator: " ").map(String.init), in: folder.path)
  }

  private func shards(_ folder: TemporaryFolder) throws {
    try Files.writeAtomically(
      text: "model: {architecture: linear}\nepochs: 1\n", to: folder.file("r.yaml"))
    for line in [
      "synth --per-class 8 --subjects 8 --size 24 --out s.zip", "import s.zip", "split",
      "shards --size 24 --out shards",
    ] {
      let outcome = try run(line, in: folder)
      #expect(outcome.code == 0, "\(line): \(outcome.errors)")
    }
  }

  @Test("predict prints an object an image, warns of broken files and then exits with 1")
  func predict() throws {
    let folder = try TemporaryFolder()
    try shards(folder)
    #expect(try run("train shards --recipe r.yaml --out runs/a -q", in: folder).code == 0)
    let good = try run("predict --model runs/a s.zip --json", in: folder)
    #expect(good.code == 0)
    let json = try JSON(parsing: good.output)
    #expect(json.text(indent: true) == good.output)
    let images = try #require(json["images"]?.arrayValue)
    #expect(images.count == 56)
    for image in images {
      let prediction = try #require(image["predictions"]?.arrayValue?.first)
      let shares = try #require(prediction["probabilities"]?.objectValue)
      let best = try #require(prediction["predicted"]?.stringValue)
      let all = shares.values.compactMap(\.doubleValue)
      #expect(all.count == 7 && abs(all.reduce(0, +) - 1) < 1e-5)
      #expect(shares[best]?.doubleValue == all.max())
    }
    #expect(good.errors.contains("a second"))
    try Files.writeAtomically(text: "no image", to: folder.file("x.png"))
    let bad = try run("predict --model runs/a x.png s.zip", in: folder)
    #expect(bad.code == 1)
    #expect(bad.errors.contains("x.png: not an image"))
    #expect(bad.output.contains("images that could not be predicted: 1"))
    #expect(bad.output.split(separator: "\n").count { $0.contains("%") } == 56)
  }

  @Test("train --folds leaves the out-of-fold predictions and prints their scores")
  func folds() throws {
    let folder = try TemporaryFolder()
    try shards(folder)
    let outcome = try run(
      "train shards --recipe r.yaml --folds 2 --folds-over all --out runs/cv --json", in: folder)
    #expect(outcome.code == 0)
    let json = try JSON(parsing: outcome.output)
    #expect(json["folds"]?.arrayValue?.count == 2)
    #expect(json["pooled"]?["support"] == 56)
    #expect(outcome.errors.contains("the test split is part of the folds"))
    #expect(Files.exists(folder.file("runs/cv/fold-2/best.safetensors")))
    let text = try run(
      "train shards --recipe r.yaml --folds 2 --folds-over all --out runs/cv --resume", in: folder)
    #expect(text.output.contains("accuracy of all 56 rows in 8 groups"))
  }
}
