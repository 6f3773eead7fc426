import Core
import Synchronization
import TestSupport
import Testing
import Workbench

@Suite("Finding the face detector")
struct DetectorModelTests {
  private let folder: TemporaryFolder
  private let body: [UInt8] = Array("a small model".utf8)
  private let model: ModelFile

  init() throws {
    folder = try TemporaryFolder()
    model = ModelFile(
      name: "test", fileName: "test.onnx", byteCount: body.count,
      sha256: Digest.sha256(of: body).hex, sources: [], summary: "a test", variable: "TEST_MODEL")
  }

  private func locate(
    flag: String? = nil, _ environment: [String: String] = [:]
  ) throws(WorkbenchError) -> (found: DetectorModel, warnings: [String]) {
    var warnings: [String] = []
    let all = ["XDG_CACHE_HOME": folder.path].merging(environment) { $1 }
    let found = try DetectorModel.locate(flag: flag, environment: all, model: model) {
      warnings.append($0)
    }
    return (found, warnings)
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let path = folder.file(name)
    try Files.createDirectories(Files.parent(path))
    try Files.writeAtomically(bytes, to: path)
    return path
  }

  @Test("the flag comes before the variable, the variable before the cache")
  func order() throws {
    let installed = try file("fer-data/models/test.onnx", body)
    #expect(try locate().found.path == installed)
    #expect(try locate().found.origin == .cache)
    let other = try file("other", Array("other".utf8))
    let (named, warnings) = try locate(["TEST_MODEL": other])
    #expect(named.origin == .environment)
    #expect(!named.isPinned)
    #expect(named.digest == Digest.sha256(of: Array("other".utf8)))
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains(named.digest.hex) == true)
    let (flagged, silence) = try locate(
      flag: installed, ["TEST_MODEL": other])
    #expect(flagged.origin == .flag)
    #expect(flagged.isPinned)
    #expect(flagged.bytes == body)
    #expect(silence.isEmpty)
    #expect(try locate(["TEST_MODEL": ""]).found.origin == .cache)
  }

  @Test(
    "without one, the error says what to run",
    arguments: [[:], ["XDG_CACHE_HOME": "relative"], ["XDG_CACHE_HOME": "", "HOME": ""]])
  func none(environment: [String: String]) throws {
    let error = #expect(throws: WorkbenchError.self) { try locate(environment) }
    #expect(error == .model(.noDetector))
    #expect(
      error?.description
        == "no face detector is installed; run `fer-data model install yunet`, "
        + "or name the file with --model or FER_DATA_YUNET")
  }

  @Test("the home folder's cache is used where XDG_CACHE_HOME is not set or relative")
  func home() throws {
    let installed = try file(".cache/fer-data/models/test.onnx", body)
    let environment = ["XDG_CACHE_HOME": "relative", "HOME": folder.path]
    #expect(try locate(environment).found.path == installed)
  }

  @Test("a damaged installed file is refused, of any size", arguments: [0, 13, 100])
  func damaged(count: Int) throws {
    let path = try file("fer-data/models/test.onnx", [UInt8](repeating: 7, count: count))
    let error = #expect(throws: WorkbenchError.self) { try locate() }
    #expect(error == .model(.damaged(path: path, name: "test")))
  }

  @Test("a named file that is no model is refused: missing, empty, a pointer or a page")
  func named() throws {
    let missing = folder.file("missing")
    guard
      case .file? = #expect(
        throws: WorkbenchError.self, performing: { try locate(flag: missing) })
    else {
      Issue.record("no file error")
      return
    }
    let texts: [(String, ModelError.Look)] = [
      ("", .empty), ("version https://git-lfs.github.com/spec/v1\n", .pointer), (" <html>", .page),
    ]
    for (text, look) in texts {
      let path = try file("named", Array(text.utf8))
      let error = #expect(throws: WorkbenchError.self) { try locate(flag: path) }
      #expect(error == .model(.notTheModel(place: path, look: look)))
    }
  }
}

@Suite("Texts of model errors")
struct ModelErrorTests {
  static let errors: [(ModelError, String)] = [
    (.unknown(name: "x", known: ["yunet"]), "there is no model 'x'; use one of: yunet"),
    (.noCache, "XDG_CACHE_HOME"),
    (.damaged(path: "/a/b", name: "yunet"), "`fer-data model install yunet`"),
    (.notTheModel(place: "/a", look: .pointer), "/a is a Git LFS pointer"),
    (.notTheModel(place: "/a", look: .page), "--from FILE"),
    (.notTheModel(place: "/a", look: .empty), "/a is empty"),
    (.notTheModel(place: "/a", look: .other), "SHA-256"),
    (.transfer(url: "u", .noLibrary, name: "n"), "libcurl4"),
    (.transfer(url: "u", .unknownHost("who"), name: "n"), "who; check the network and the proxy"),
    (
      .transfer(url: "u", .unreachable("where"), name: "n"),
      "`fer-data model install n --from FILE`"
    ),
    (.transfer(url: "u", .stalled(kept: 5), name: "n"), "5 bytes are kept"),
    (.transfer(url: "u", .interrupted("gone", kept: 5), name: "n"), "gone; run it again: 5 bytes"),
    (.transfer(url: "u", .interrupted("gone", kept: 0), name: "n"), "gone; check the network"),
    (
      .transfer(url: "u", .certificate("bad"), name: "n"),
      "bad; install the package ca-certificates"
    ),
    (.transfer(url: "u", .status(404), name: "n"), "the server answered 404; name a mirror"),
    (.transfer(url: "u", .redirects(limit: 5), name: "n"), "more than 5 times"),
    (.transfer(url: "u", .short(count: 1, of: 2), name: "n"), "after 1 of 2 bytes"),
    (.transfer(url: "u", .tooLarge(limit: 2), name: "n"), "more than the model's 2 bytes"),
  ]

  @Test("each says what was wrong and what to do", arguments: errors.indices)
  func text(index: Int) {
    let (error, part) = Self.errors[index]
    #expect(error.description.contains(part), "\(error.description)")
  }
}
