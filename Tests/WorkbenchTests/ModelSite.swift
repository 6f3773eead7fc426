import Core
import TestSupport
import Testing
import Workbench

/// A model of our own and a cache of its own, so that no test meets the real ones.
struct ModelSite {
  let folder: TemporaryFolder
  let body: [UInt8]
  let model: ModelFile
  var environment: [String: String] { ["XDG_CACHE_HOME": folder.path, "no_proxy": "*"] }
  var path: String { folder.file("fer-data/models/test.onnx") }
  var part: String { path + ".part" }

  init(sources: [String] = []) throws {
    folder = try TemporaryFolder()
    body = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 7) }
    model = ModelFile(
      name: "test", fileName: "test.onnx", byteCount: body.count,
      sha256: Digest.sha256(of: body).hex, sources: sources, summary: "a test",
      variable: "TEST_MODEL")
  }

  func keep(_ bytes: [UInt8]) throws {
    try Files.createDirectories(Files.parent(path))
    try Files.writeAtomically(bytes, to: part)
  }

  @discardableResult
  func install(
    _ source: InstallModel.Source, stall: Int = 20, session: Session = Fixtures.session()
  ) throws -> InstalledModel {
    var limits = TransferLimits()
    limits.stallSeconds = stall
    return try InstallModel(model, source: source, environment: environment, limits: limits)
      .run(session: session)
  }

  /// The error of an installation that must fail, after which nothing must bear the model's name.
  func refusal(_ source: InstallModel.Source, stall: Int = 20) -> WorkbenchError? {
    let error = #expect(throws: WorkbenchError.self) { try install(source, stall: stall) }
    #expect(!Files.exists(path))
    return error
  }

  func fault(_ server: LoopbackServer, stall: Int = 20) -> TransferFault? {
    guard
      case .model(.transfer(_, let fault, _))? = refusal(.mirror(url: server.address), stall: stall)
    else { return nil }
    return fault
  }
}
