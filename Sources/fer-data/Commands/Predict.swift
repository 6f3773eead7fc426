internal import ArgumentParser
internal import Foundation
internal import Workbench

struct Predict: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Predict images with a trained network, whole or face by face.",
    discussion: """
      An image goes through exactly what the shards of the run went through: decoding, face crop where they \
      were cropped, pipeline, standardization, the recipe's test-time augmentation. So an image that lies in \
      the shards gets the probabilities that evaluate wrote into predictions.csv, bit for bit.

      Images are files, folders with everything below them, archives, or - for paths on standard input, one a \
      line. A file that cannot be read is a warning and costs only itself; the exit code is then 1. With \
      --faces every face of every picture is predicted. How many images a second, and where the time went, \
      is told on standard error.

      Example:
        fer-data predict --model runs/a photo.jpg more/ archive.zip
        fer-data predict --model runs/a --faces party.jpg --json
        find . -name '*.jpg' | fer-data predict --model runs/a -
      """)

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .shortAndLong, help: "The folder that train wrote, or a checkpoint (.safetensors) in it.")
  var model: String

  @Argument(help: "Images, folders, archives, or - for paths on standard input.")
  var images: [String]

  @Flag(
    inversion: .prefixedNo,
    help:
      "Find and predict every face, or none: images whole (default: as the shards' images were cropped)."
  )
  var faces: Bool?

  @Option(
    name: .long,
    help: "The face detector's ONNX file (default: FER_DATA_YUNET, or the installed one).")
  var detector: String?

  @Flag(name: .long, help: "Take files that are damaged, with their missing pixels black.")
  var acceptDamaged = false

  @Option(name: .long, help: "Refuse images of more pixels than this.")
  var maxPixels = ImportLimits().pixels

  func validate() throws {
    if detector != nil, faces == false {
      throw ValidationError("--detector finds faces, and --no-faces asks for none; give one")
    }
  }

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try PredictImages(
        model: model, images: images,
        faces: faces.map { $0 ? .everyFace : .nowhere } ?? .asTrained, detector: detector,
        environment: ProcessInfo.processInfo.environment, acceptDamaged: acceptDamaged,
        maximumPixels: maxPixels
      ).run(session: session, nextLine: { readLine() })
    }
  }
}
