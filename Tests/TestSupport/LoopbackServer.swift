internal import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// `send(2)`, under a name that the method called `send` does not hide.
private func systemSend(
  _ connection: Int32, _ bytes: [UInt8], _ count: Int, _ flags: Int32
) -> Int {
  send(connection, bytes, count, flags)
}

/// A small HTTP/1.1 server on 127.0.0.1, for tests of downloads; it answers one request a connection.
public final class LoopbackServer: Sendable {
  /// What was asked for.
  public struct Request: Hashable, Sendable {
    /// The target as it stands in the request line: a path, or a whole address when we are a proxy.
    public let target: String
    /// The headers, names in lower case.
    public let headers: [String: String]

    /// The first byte of a `Range: bytes=7-`.
    public var rangeStart: Int? {
      headers["range"].flatMap { Int($0.dropFirst("bytes=".count).dropLast()) }
    }
  }

  /// What is answered, and how it goes wrong.
  public struct Answer: Sendable {
    /// The status.
    public var status: Int
    /// The headers, without Content-Length, which tells the whole body's length.
    public var headers: [String: String]
    /// The body.
    public var body: [UInt8]
    /// Close the connection after this many bytes of the body.
    public var cut: Int?
    /// Say nothing more after this many bytes of the body, until the other side leaves.
    public var stall: Int?

    /// An answer.
    public init(
      status: Int = 200, headers: [String: String] = [:], body: [UInt8] = [], cut: Int? = nil,
      stall: Int? = nil
    ) {
      (self.status, self.headers, self.body) = (status, headers, body)
      (self.cut, self.stall) = (cut, stall)
    }

    /// A file, or the end of it when a range was asked for that begins inside it.
    public static func file(_ bytes: [UInt8], _ request: Request) -> Answer {
      guard let start = request.rangeStart else { return Answer(body: bytes) }
      guard start < bytes.count else { return Answer(status: 416) }
      let range = "bytes \(start)-\(bytes.count - 1)/\(bytes.count)"
      return Answer(
        status: 206, headers: ["Content-Range": range], body: Array(bytes[start...]))
    }

    /// A redirection.
    public static func redirect(to place: String) -> Answer {
      Answer(status: 302, headers: ["Location": place], body: Array("moved".utf8))
    }
  }

  /// The port.
  public let port: Int
  private let listener: Int32
  private let log: Mutex<[Request]>

  /// Where the server is: `http://127.0.0.1:PORT`.
  public var address: String { "http://127.0.0.1:\(port)" }

  /// Every request so far.
  public var requests: [Request] { log.withLock { $0 } }

  /// Starts a server on a free port; `respond` is called on its thread.
  public init(_ respond: @escaping @Sendable (Request) -> Answer) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let failed = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
        bind(listener, name, size) != 0 || listen(listener, 8) != 0
          || getsockname(listener, name, &size) != 0
      }
    }
    guard listener >= 0, !failed else { throw CocoaError(.fileNoSuchFile) }
    port = Int(UInt16(bigEndian: place.sin_port))
    log = Mutex([])
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        if let request = Self.read(connection) {
          self?.log.withLock { $0.append(request) }
          Self.write(respond(request), to: connection)
        }
        close(connection)
      }
      close(listener)
    }
  }

  deinit {
    // The thread closes: were it done here, another server could get the descriptor while the thread still answers
    // a request, and lose its next one to it.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while !bytes.suffix(4).elementsEqual([13, 10, 13, 10]) {
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0, bytes.count < 1 << 16 else { return nil }
      bytes.append(contentsOf: piece.prefix(count))
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    guard let words = lines.first?.split(separator: " "), words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].drop { $0 == " " }.description
    }
    return Request(target: String(words[1]), headers: headers)
  }

  private static func write(_ answer: Answer, to connection: Int32) {
    var head = "HTTP/1.1 \(answer.status) Test\r\nConnection: close\r\n"
    for (name, value) in answer.headers { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(answer.body.count)\r\n\r\n"
    send(Array(head.utf8), to: connection)
    send(Array(answer.body.prefix(answer.cut ?? answer.stall ?? answer.body.count)), to: connection)
    if answer.stall != nil {
      var byte: UInt8 = 0
      while recv(connection, &byte, 1, 0) > 0 {}
    }
  }

  private static func send(_ bytes: [UInt8], to connection: Int32) {
    var done = 0
    while done < bytes.count {
      let rest = Array(bytes[done...])
      let count = systemSend(connection, rest, rest.count, Int32(MSG_NOSIGNAL))
      guard count > 0 else { return }
      done += count
    }
  }
}
