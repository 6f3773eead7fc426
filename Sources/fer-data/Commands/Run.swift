internal import ArgumentParser
internal import Foundation
internal import Workbench

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the whole chain from one manifest; steps that are up to date are skipped.",
    discussion: """
      import → crop (where the manifest names faces) → audit and curate (where it has them) → split → preview → \
      shards → train → evaluate, each as its own verb does it. The workspace lies in the output folder unless \
      --workspace names another.

      Example:
        fer-data run manifests/pipelines/fer2013.yaml --source fer2013.tar --out out
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var global: GlobalOptions

  @Argument(help: "The manifest (YAML).")
  var manifest: String

  @Option(name: .long, help: "Read this archive or folder instead of the manifest's source.")
  var source: String?

  @Option(name: .shortAndLong, help: "The folder to write.")
  var out: String

  @Option(
    name: .long,
    help: "The face detector's ONNX file (default: FER_DATA_YUNET, or the installed one).")
  var model: String?

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      try RunManifest(
        manifest: try Manifest(path: manifest), source: source, out: out,
        workspace: workspace.workspace, model: model,
        environment: ProcessInfo.processInfo.environment
      ).run(session: session)
    }
  }
}
