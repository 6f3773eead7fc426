import Core
import Synchronization
import TestSupport
import Testing
import Workbench

@Suite("Installing a model")
struct InstallModelTests {
  @Test("a download gets its name, and the second one is not made")
  func downloads() throws {
    let site = try ModelSite()
    let server = try LoopbackServer { .file(site.body, $0) }
    let first = try site.install(.mirror(url: server.address))
    #expect(first.outcome == .installed)
    #expect(try Files.read(site.path, limit: 1 << 20) == site.body)
    #expect(try Files.list(Files.parent(site.path)) == ["test.onnx"])
    #expect(try site.install(.mirror(url: server.address)).outcome == .present)
    #expect(server.requests.count == 1)
  }

  @Test(
    "a download whose connection ends early is continued where it stopped",
    arguments: [1, 20_000, 49_999])
  func continues(cut: Int) throws {
    let site = try ModelSite()
    let server = try LoopbackServer { request in
      var answer = LoopbackServer.Answer.file(site.body, request)
      if request.rangeStart == nil { answer.cut = cut }
      return answer
    }
    guard case .interrupted(_, kept: cut)? = site.fault(server) else {
      Issue.record("not interrupted after \(cut) bytes")
      return
    }
    #expect(try Files.read(site.part, limit: 1 << 20) == Array(site.body[..<cut]))
    try site.install(.mirror(url: server.address))
    #expect(server.requests.map(\.rangeStart) == [nil, cut])
    #expect(try Files.read(site.path, limit: 1 << 20) == site.body)
    #expect(!Files.exists(site.part))
  }

  @Test("a server that ignores the range sends everything, and nothing is doubled")
  func ignoresRange() throws {
    let site = try ModelSite()
    try site.keep(Array(site.body[..<7_000]))
    let server = try LoopbackServer { _ in .init(body: site.body) }
    try site.install(.mirror(url: server.address))
    #expect(try Files.read(site.path, limit: 1 << 20) == site.body)
    #expect(server.requests.map(\.rangeStart) == [7_000])
  }

  @Test(
    "a part of another file is thrown away and fetched from the start",
    arguments: [7_000, 49_999, 50_000, 60_000])
  func foreignPart(count: Int) throws {
    let site = try ModelSite()
    try site.keep([UInt8](repeating: 9, count: count))
    let server = try LoopbackServer { .file(site.body, $0) }
    try site.install(.mirror(url: server.address))
    #expect(try Files.read(site.path, limit: 1 << 20) == site.body)
    #expect(server.requests.last?.rangeStart == nil)
  }

  @Test("a whole part file is taken without a request")
  func wholePart() throws {
    let site = try ModelSite()
    try site.keep(site.body)
    let server = try LoopbackServer { .file(site.body, $0) }
    try site.install(.mirror(url: server.address))
    #expect(server.requests.isEmpty)
    #expect(!Files.exists(site.part))
  }

  @Test("a server that continues elsewhere is asked again from the start")
  func wrongRange() throws {
    let site = try ModelSite()
    try site.keep(Array(site.body[..<7_000]))
    let server = try LoopbackServer { request in
      request.rangeStart == nil
        ? .init(body: site.body)
        : .init(
          status: 206, headers: ["Content-Range": "bytes 9-49999/50000"],
          body: Array(site.body[9...]))
    }
    try site.install(.mirror(url: server.address))
    #expect(try Files.read(site.path, limit: 1 << 20) == site.body)
  }

  @Test("a redirection is followed, a circle of them is not, nor one to a file")
  func redirections() throws {
    let site = try ModelSite()
    let server = try LoopbackServer { request in
      switch request.target {
      case "/": .redirect(to: "/there")
      case "/circle": .redirect(to: "/circle")
      case "/file": .redirect(to: "file:///etc/passwd")
      default: .file(site.body, request)
      }
    }
    let circle = site.refusal(.mirror(url: server.address + "/circle"))
    #expect(
      circle
        == .model(
          .transfer(url: server.address + "/circle", .redirects(limit: 5), name: "test")))
    #expect(site.refusal(.mirror(url: server.address + "/file")) != nil)
    try site.install(.mirror(url: server.address + "/"))
  }

  @Test(
    "another answer than the file is named by its status", arguments: [403, 404, 429, 500, 503])
  func status(code: Int) throws {
    let site = try ModelSite()
    let server = try LoopbackServer { _ in .init(status: code, body: Array("<html>no".utf8)) }
    #expect(site.fault(server) == .status(code))
    #expect(!Files.exists(site.part))
    // What was kept before stays for another day.
    try site.keep(Array(site.body[..<100]))
    #expect(site.fault(server) == .status(code))
    #expect(try Files.size(site.part) == 100)
  }

  @Test("a silent server is given up, and what came is kept")
  func stalls() throws {
    let site = try ModelSite()
    let server = try LoopbackServer { request in
      var answer = LoopbackServer.Answer.file(site.body, request)
      answer.stall = 3_000
      return answer
    }
    #expect(site.fault(server, stall: 1) == .stalled(kept: 3_000))
    #expect(try Files.size(site.part) == 3_000)
  }

  @Test("stopping keeps what came and says how to go on")
  func stops() throws {
    let site = try ModelSite()
    let server = try LoopbackServer { request in
      var answer = LoopbackServer.Answer.file(site.body, request)
      answer.stall = 3_000
      return answer
    }
    let begun = Atomic(false)
    let session = Session(
      pool: WorkerPool(threads: 1), report: { _ in begun.store(true, ordering: .relaxed) },
      isCancelled: { begun.load(ordering: .relaxed) })
    let error = #expect(throws: WorkbenchError.self) {
      try site.install(.mirror(url: server.address), session: session)
    }
    guard case .cancelled(let resume)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(resume.contains("3000 bytes are kept"))
    #expect(try Files.size(site.part) == 3_000)
  }

  @Test("when one place fails, the next one is asked and the first is told")
  func nextPlace() throws {
    let body = try ModelSite().body
    let server = try LoopbackServer { request in
      request.target == "/good" ? .file(body, request) : .init(status: 404)
    }
    let site = try ModelSite(sources: [server.address + "/gone", server.address + "/good"])
    let warnings = Mutex<[String]>([])
    let session = Session(
      pool: WorkerPool(threads: 1), warn: { text in warnings.withLock { $0.append(text) } })
    #expect(try site.install(.published, session: session).outcome == .installed)
    let told = warnings.withLock { $0 }
    #expect(told.count == 1)
    #expect(told.first?.contains("/gone: the server answered 404") == true)
  }
}
