/// Why a model is not there or cannot be installed.
public enum ModelError: Error, Hashable, Sendable {
  /// What a file turned out to be instead of a model.
  public enum Look: String, Hashable, Sendable {
    /// The small text that Git LFS keeps in place of a large file.
    case pointer
    /// HTML, as a sign-in page or a proxy's notice.
    case page
    /// No bytes.
    case empty
    /// Other bytes, or damaged ones.
    case other
  }

  /// No model has this name.
  case unknown(name: String, known: [String])
  /// The environment names no folder to cache in.
  case noCache
  /// No face detector is installed or named.
  case noDetector
  /// The installed file is not what was installed.
  case damaged(path: String, name: String)
  /// A file or an address holds something else.
  case notTheModel(place: String, look: Look)
  /// The address could not be read.
  case transfer(url: String, TransferFault, name: String)

  /// Whether the command line itself was wrong.
  var isUsage: Bool {
    switch self {
    case .unknown: true
    case .transfer(_, .address, _): true
    default: false
    }
  }
}

/// How a download failed.
public enum TransferFault: Hashable, Sendable {
  /// The address is not one of HTTP or HTTPS.
  case address
  /// The system's libcurl is not there.
  case noLibrary
  /// The host's or the proxy's name is unknown.
  case unknownHost(String)
  /// The host or the proxy does not answer.
  case unreachable(String)
  /// Nothing came for a while; how many bytes are kept.
  case stalled(kept: Int)
  /// The connection ended early; how many bytes are kept.
  case interrupted(String, kept: Int)
  /// The server's certificate cannot be checked.
  case certificate(String)
  /// The server answered with another status than 200 or 206.
  case status(Int)
  /// One redirection led to the next, too often.
  case redirects(limit: Int)
  /// The whole answer was shorter than the model.
  case short(count: Int, of: Int)
  /// The server sent more bytes than the model has.
  case tooLarge(limit: Int)
}
