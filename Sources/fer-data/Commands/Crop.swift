internal import ArgumentParser
internal import Foundation
internal import Workbench

struct Crop: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find faces (YuNet) and decide what is cut out of every image.",
    discussion: """
      Every image is looked at once, at several sizes; faces, landmarks and scores stay in the workspace, so \
      that other settings need no new look. Images that already are face crops pass through: small ones (both \
      sides up to --small) and those that the crop would nearly fill (--filled). Boxes that came with the \
      dataset are used as they are. An image without a face is never lost: it is kept whole and counted, \
      left out by a decision that can be undone, or a failure, as --no-face says.

      The detector's file is installed with 'fer-data model install yunet', or named.

      Example:
        fer-data crop
        fer-data crop --choose each --crop margin:0.2 --no-face exclude
        fer-data crop --crop aligned:arcface --model face_detection_yunet_2023mar.onnx
        fer-data crop --remove
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Option(
    name: .long, help: "The detector's ONNX file (default: FER_DATA_YUNET, or the installed one).")
  var model: String?

  @Option(
    name: .long,
    help: "A settings file with the keys that follow, as a manifest's 'faces' has them.")
  var settings: String?

  @Option(
    name: .long, help: "Of several faces: largest (the default), most-central, best-score or each.")
  var choose: String?

  @Option(
    name: .long,
    help: "The square: fer2013 (the default), margin:SHARE, aligned:fer2013 or aligned:arcface.")
  var crop: String?

  @Option(name: .long, help: "The least score of a face, 0.01 to 0.99 (default: 0.6).")
  var minScore: Double?

  @Option(name: .long, help: "The long sides at which an image is looked at, such as 320,640,1280.")
  var scales: String?

  @Option(name: .long, help: "Images without a face: keep (the default), exclude or fail.")
  var noFace: String?

  @Option(
    name: .long, help: "Images with both sides up to this many pixels pass through (default: 64).")
  var small: Int?

  @Option(
    name: .long,
    help: "Images pass through when the crop is this share of their shorter side (default: 0.8).")
  var filled: Double?

  @Flag(name: .long, help: "List every image with its faces and what is cut out.")
  var list = false

  @Flag(name: .long, help: "Take all crops back; the faces found stay known.")
  var remove = false

  func validate() throws {
    let texts = [model, settings, choose, crop, scales, noFace]
    guard remove,
      list || minScore != nil || small != nil || filled != nil
        || texts.contains(where: { $0 != nil })
    else { return }
    throw ValidationError("--remove takes all crops back and goes with no other option of crop")
  }

  func run() throws {
    if remove {
      try global.perform { session throws(WorkbenchError) in
        try CropFaces.remove(workspace: workspace.workspace, session: session)
      }
      return
    }
    try global.perform { session throws(WorkbenchError) in
      let faces = try CropFaces.settings(
        file: settings, choose: choose, crop: crop, minimumScore: minScore, scales: scales,
        noFace: noFace, small: small, filled: filled)
      return try CropFaces(
        settings: faces, model: model, environment: ProcessInfo.processInfo.environment,
        listsAll: list
      ).run(workspace: workspace.workspace, session: session)
    }
  }
}
