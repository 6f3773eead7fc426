import Core
import TestSupport
import Testing

/// `fer-data model` as a person runs it; the pinned file itself is only beside some checkouts.
@Suite("The model verb")
struct ModelCommandTests {
  /// The real file, where it is beside the checkout.
  static let real = "../shared/models/face_detection_yunet_2023mar.onnx"

  private let folder: TemporaryFolder
  private var environment: [String: String] {
    ["XDG_CACHE_HOME": folder.path, "no_proxy": "", "http_proxy": "", "all_proxy": ""]
  }

  init() throws { folder = try TemporaryFolder() }

  private func run(
    _ arguments: String..., environment more: [String: String] = [:]
  ) throws -> Program.Outcome {
    try Program().run(
      ["model"] + arguments, in: folder.path, environment: environment.merging(more) { $1 })
  }

  @Test("every subcommand has help with an example", arguments: ["install", "list", "show"])
  func help(verb: String) throws {
    let outcome = try run(verb, "--help")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("fer-data model \(verb)"))
    #expect(outcome.output.contains("--json"))
  }

  @Test("the list says what is not installed and how to get it")
  func list() throws {
    let outcome = try run("list")
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("yunet is not installed; run `fer-data model install yunet`"))
    let json = try JSON(parsing: run("list", "--json").output)
    guard case .array(let models)? = json["models"] else {
      Issue.record("no list of models")
      return
    }
    #expect(models.map { $0["outcome"] } == ["absent"])
  }

  @Test(
    "wrong usage exits with 64",
    arguments: [
      ["frob"], ["install"], ["install", "yolo"], ["install", "yunet", "--url", "yunet.onnx"],
      ["install", "yunet", "--url", "http://a/", "--from", "b"],
      ["install", "yunet", "--timeout", "0"],
    ])
  func usage(arguments: [String]) throws {
    let outcome = try Program().run(
      ["model"] + arguments, in: folder.path, environment: environment)
    #expect(outcome.code == 64, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
  }

  @Test("a proxy is asked for the whole address, unless no_proxy names the host")
  func proxy() throws {
    let proxy = try LoopbackServer { _ in .init(status: 403) }
    let host = try LoopbackServer { _ in .init(status: 404) }
    let url = host.address + "/yunet.onnx"
    let asked = try run(
      "install", "yunet", "--url", url, environment: ["http_proxy": proxy.address])
    #expect(asked.code == 1)
    #expect(asked.errors.contains("error: cannot download \(url): the server answered 403"))
    #expect(proxy.requests.map(\.target) == [url])
    let past = try run(
      "install", "yunet", "--url", url,
      environment: ["http_proxy": proxy.address, "no_proxy": "127.0.0.1"])
    #expect(past.errors.contains("the server answered 404"))
    #expect(proxy.requests.count == 1)
  }

  @Test("without a network the error names the way around")
  func noNetwork() throws {
    // A proxy that nobody serves, so that the published addresses are out of reach everywhere.
    let dead = try LoopbackServer { _ in .init() }.address
    let outcome = try run("install", "yunet", environment: ["https_proxy": dead])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("trying the next place"))
    #expect(outcome.errors.contains("`fer-data model install yunet --from FILE`"))
    #expect(try Files.list(folder.file("fer-data/models")).isEmpty)
  }

  @Test(
    "the real file installs from a file and from a server, once",
    .enabled(if: Files.exists(real), "the real model is not beside this checkout"))
  func installs() throws {
    let real = Files.absolute(Self.real)
    let first = try run("install", "yunet", "--from", real)
    #expect(first.code == 0, "\(first.errors)")
    let path = folder.file("fer-data/models/face_detection_yunet_2023mar.onnx")
    #expect(first.output == "yunet is installed: \(path)\n")
    let again = try JSON(parsing: run("install", "yunet", "--json").output)
    #expect(again["outcome"] == "present")
    try Files.remove(path)
    let bytes = try Files.read(real, limit: 1 << 20)
    let server = try LoopbackServer { .file(bytes, $0) }
    let served = try run("install", "yunet", "--url", server.address + "/a.onnx", "--quiet")
    #expect(served.code == 0)
    #expect(served.errors.isEmpty)
    #expect(try Files.read(path, limit: 1 << 20) == bytes)
  }
}
