extension ModelError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .unknown(let name, let known):
      "there is no model '\(name)'; use one of: \(known.joined(separator: ", "))"
    case .noCache:
      "neither HOME nor XDG_CACHE_HOME names a folder to keep models in; set one of them"
    case .noDetector:
      "no face detector is installed; run `fer-data model install yunet`, "
        + "or name the file with --model or FER_DATA_YUNET"
    case .damaged(let path, let name):
      "\(path) is damaged: its SHA-256 is not the one that was installed; "
        + "run `fer-data model install \(name)` to replace it"
    case .notTheModel(let place, let look): "\(place) \(look.text)"
    case .transfer(let url, let fault, let name):
      "cannot download \(url): \(fault.text(name: name))"
    }
  }
}

extension ModelError.Look {
  /// What the file is instead, then what to do.
  fileprivate var text: String {
    switch self {
    case .pointer:
      "is a Git LFS pointer, not the model it stands for; run `git lfs pull` where it came from, "
        + "or download the file itself"
    case .page:
      "is a web page, not the model; a sign-in page or a proxy may have answered: "
        + "open the address in a browser, save the file itself and give it with --from FILE"
    case .empty: "is empty; fetch it again"
    case .other:
      "is not the model: its SHA-256 is another; check where it came from, and fetch it again"
    }
  }
}

extension TransferFault {
  /// What happened, then what to do.
  fileprivate func text(name: String) -> String {
    let elsewhere =
      "fetch the file on another machine and run `fer-data model install \(name) --from FILE`"
    return switch self {
    case .address: "the address must begin with http:// or https:// and name a host; check --url"
    case .noLibrary:
      "the system's libcurl is missing (Debian's package libcurl4); install it, or \(elsewhere)"
    case .unknownHost(let words):
      "\(words); check the network and the proxy (https_proxy), or \(elsewhere)"
    case .unreachable(let words):
      "\(words); check the network and the proxy (https_proxy), or \(elsewhere)"
    case .stalled(let kept):
      "nothing came any more; run it again (\(kept) bytes are kept and continued), or raise --timeout"
    case .interrupted(let words, let kept):
      kept > 0
        ? "\(words); run it again: \(kept) bytes are kept and continued"
        : "\(words); check the network and the proxy (https_proxy), or \(elsewhere)"
    case .certificate(let words):
      "\(words); install the package ca-certificates, check the clock, or \(elsewhere)"
    case .status(let code):
      "the server answered \(code); name a mirror with --url, or \(elsewhere)"
    case .redirects(let limit):
      "it redirects more than \(limit) times; name a mirror with --url, or \(elsewhere)"
    case .short(let count, let total):
      "the answer ended after \(count) of \(total) bytes, so it was cut short or is another file; "
        + "run it again, or name a mirror with --url"
    case .tooLarge(let limit):
      "the server sends more than the model's \(limit) bytes; name a mirror with --url, or \(elsewhere)"
    }
  }
}
