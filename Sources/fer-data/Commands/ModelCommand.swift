internal import ArgumentParser
internal import Core
internal import Foundation
internal import Workbench

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Show a network layer by layer; install the face detector that crop runs.",
    discussion: """
      `install` is the only thing that ever reaches the internet. Each of these takes --json and --quiet.

      Example:
        fer-data model show manifests/recipes/baseline.yaml
        fer-data model show resnet18 --height 44 --width 44
        fer-data model install yunet
        fer-data model install yunet --from face_detection_yunet_2023mar.onnx
        fer-data model list
      """,
    subcommands: [ModelShow.self, ModelInstall.self, ModelList.self])
}

struct ModelInstall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Download a model into the user's cache, or take it from a file.",
    discussion: """
      Only the bytes of the pinned SHA-256 are accepted, wherever they come from. A download that was \
      interrupted is continued. Proxies are taken from http_proxy, https_proxy, all_proxy and no_proxy. The \
      cache is $XDG_CACHE_HOME/fer-data/models, else ~/.cache/fer-data/models.

      Example:
        fer-data model install yunet
        fer-data model install yunet --from face_detection_yunet_2023mar.onnx
        fer-data model install yunet --url https://mirror.example/yunet.onnx
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The model: yunet.")
  var name: String

  @Option(name: .long, help: "Take it from this file, on a machine without a network.")
  var from: String?

  @Option(name: .long, help: "Download it from this address instead of where it is published.")
  var url: String?

  @Option(name: .long, help: "Give up when nothing came for this many seconds.")
  var timeout = TransferLimits().stallSeconds

  func validate() throws {
    if from != nil, url != nil { throw ValidationError("use one of --from and --url, not both") }
    if !(1...3600).contains(timeout) {
      throw ValidationError("--timeout must be between 1 and 3600, not \(timeout)")
    }
  }

  func run() throws {
    var source = InstallModel.Source.published
    if let from { source = .file(path: from) }
    if let url { source = .mirror(url: url) }
    var limits = TransferLimits()
    limits.stallSeconds = timeout
    limits.connectSeconds = min(timeout, limits.connectSeconds)
    let environment = ProcessInfo.processInfo.environment
    try global.perform { session throws(WorkbenchError) in
      try InstallModel(
        ModelFile.named(name), source: source, environment: environment, limits: limits
      ).run(session: session)
    }
  }
}

struct ModelList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Say which models are installed, and where.",
    discussion: """
      Example:
        fer-data model list --json
      """)

  @OptionGroup var global: GlobalOptions

  func run() throws {
    let list = ListModels(environment: ProcessInfo.processInfo.environment)
    try global.perform { _ throws(WorkbenchError) in ModelTable(models: try list.run()) }
  }
}
