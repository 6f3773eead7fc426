internal import CTransfer

/// One download over HTTP(S): the only place of the program that reaches a network.
///
/// Proxies, certificates and redirections are libcurl's, which is loaded here and not before.
struct HTTPTransfer {
  /// A piece of the body, and how the server answered.
  struct Piece {
    /// The answer's status, 200 or 206 when it has what was asked for.
    let status: Int
    /// The first byte of the answer's range, or `nil` for the whole file.
    let rangeStart: Int?
    /// The bytes, valid during the call.
    let bytes: UnsafeRawBufferPointer
  }

  let url: String
  let limits: TransferLimits
  /// Hosts to ask without a proxy, as in the variable `no_proxy`; `nil` leaves it to that variable.
  let noProxy: String?

  /// Downloads from a byte on; `receive` returns false to stop, as does `isCancelled`.
  ///
  /// - Returns: nothing when the body ended as announced, or what stopped it; `.stopped` when the caller did.
  func get(
    from offset: Int, isCancelled: () -> Bool, receive: (Piece) -> Bool
  ) -> End {
    withoutActuallyEscaping(isCancelled) { isCancelled in
      withoutActuallyEscaping(receive) { receive in
        run(offset, Listener(receive: receive, isCancelled: isCancelled))
      }
    }
  }

  /// How a download ended.
  enum End: Hashable {
    /// The whole answer came, of this status.
    case done(status: Int)
    /// The caller stopped it.
    case stopped
    /// It failed in this way; the bytes kept are for the caller to fill in.
    case failed(TransferFault)
  }

  /// What the C callbacks call back into; it lives as long as the call.
  private final class Listener {
    let receive: (Piece) -> Bool
    let isCancelled: () -> Bool

    init(receive: @escaping (Piece) -> Bool, isCancelled: @escaping () -> Bool) {
      (self.receive, self.isCancelled) = (receive, isCancelled)
    }
  }

  private func run(_ offset: Int, _ listener: Listener) -> End {
    // A zero byte would cut the address short in C.
    guard let scheme = url.lowercased().firstRange(of: "://"), !url.utf8.contains(0),
      ["http", "https"].contains(url.lowercased()[..<scheme.lowerBound])
    else { return .failed(.address) }
    var outcome = fer_transfer_outcome()
    // An empty list is the same as none.
    withCStrings(url, noProxy ?? "") { url, noProxy in
      var request = fer_transfer_request()
      request.url = url
      if self.noProxy != nil { request.no_proxy = noProxy }
      request.offset = Int64(offset)
      request.connect_seconds = limits.connectSeconds
      request.stall_seconds = limits.stallSeconds
      request.redirects = limits.redirects
      request.context = Unmanaged.passUnretained(listener).toOpaque()
      request.poll = { context in
        guard let context else { return 1 }
        return Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue().isCancelled() ? 1 : 0
      }
      request.receive = { context, status, start, bytes, count in
        guard let context else { return 1 }
        let listener = Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue()
        let piece = Piece(
          status: status, rangeStart: start < 0 ? nil : Int(start),
          bytes: UnsafeRawBufferPointer(start: bytes, count: count))
        return listener.receive(piece) ? 0 : 1
      }
      withExtendedLifetime(listener) { fer_transfer_get(&request, &outcome) }
    }
    return end(outcome)
  }

  private func withCStrings(
    _ first: String, _ second: String,
    _ body: (UnsafePointer<CChar>, UnsafePointer<CChar>) -> Void
  ) {
    first.withCString { first in second.withCString { second in body(first, second) } }
  }

  private func end(_ outcome: fer_transfer_outcome) -> End {
    let words = withUnsafeBytes(of: outcome.words) { buffer in
      String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    // Inside a sentence, but "OpenSSL" and "HTTP" stay as they are.
    let isName = words.split(separator: " ").first?.dropFirst().contains(where: \.isUppercase)
    let text = isName == true ? words : words.prefix(1).lowercased() + words.dropFirst()
    return switch Int(outcome.code) {
    case FER_TRANSFER_DONE: .done(status: outcome.status)
    case FER_TRANSFER_STOPPED: .stopped
    case FER_TRANSFER_NO_LIBRARY: .failed(.noLibrary)
    case FER_TRANSFER_BAD_ADDRESS: .failed(.address)
    case FER_TRANSFER_UNKNOWN_HOST: .failed(.unknownHost(text))
    case FER_TRANSFER_UNREACHABLE: .failed(.unreachable(text))
    case FER_TRANSFER_STALLED: .failed(.stalled(kept: 0))
    case FER_TRANSFER_CERTIFICATE: .failed(.certificate(text))
    case FER_TRANSFER_REDIRECTS: .failed(.redirects(limit: limits.redirects))
    default: .failed(.interrupted(text, kept: 0))
    }
  }
}
