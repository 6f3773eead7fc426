internal import Core

/// Downloads one model: continues what an earlier try left, and accepts nothing but the pinned bytes.
struct ModelDownload {
  let model: ModelFile
  /// The file that the model is to become.
  let target: String
  let limits: TransferLimits
  /// The environment, for its `no_proxy`.
  let environment: [String: String]
  let session: Session

  /// The model's bytes, from the first place that has them.
  ///
  /// A place that fails is told as a warning and the next one is tried; the last one's error is thrown. What came
  /// before a connection broke stays in the part file; of anything else nothing stays.
  func bytes(from places: [String]) throws(WorkbenchError) -> [UInt8] {
    var part = try lifting { () throws(FileError) in try PartFile(for: target) }
    do {
      let bytes = try bytes(from: places, &part)
      try lifting { () throws(FileError) in try part.remove() }
      return bytes
    } catch {
      if part.count == 0 { try? part.remove() }
      throw error
    }
  }

  private func bytes(
    from places: [String], _ part: inout PartFile
  ) throws(WorkbenchError) -> [UInt8] {
    if part.count >= model.byteCount, let whole = try finished(&part) { return whole }
    var last = WorkbenchError.model(.transfer(url: "", .address, name: model.name))
    for (number, place) in places.enumerated() {
      do throws(WorkbenchError) {
        // What is continued may be of another file; then this place is asked once more, from the start.
        if part.count > 0, let whole = try fetch(place, &part) { return whole }
        if let whole = try fetch(place, &part) { return whole }
      } catch {
        guard case .model = error else { throw error }
        last = error
        if number + 1 < places.count {
          session.warn("\(error.description); trying the next place")
        }
      }
    }
    throw last
  }

  /// The part file's bytes when they are the model's; otherwise `nil`, and the part file is empty.
  private func finished(_ part: inout PartFile) throws(WorkbenchError) -> [UInt8]? {
    do throws(FileError) {
      if part.count == model.byteCount {
        let bytes = try part.bytes()
        if model.matches(bytes) { return bytes }
      }
      try part.empty()
      return nil
    } catch { throw error.lifted }
  }

  /// One request: the whole model, or `nil` with an empty part file when what was continued is of no use.
  private func fetch(_ place: String, _ part: inout PartFile) throws(WorkbenchError) -> [UInt8]? {
    let offset = part.count
    var reception = Reception(model: model, asked: offset)
    let end = HTTPTransfer(
      url: place, limits: limits, noProxy: environment["no_proxy"] ?? environment["NO_PROXY"]
    ).get(from: offset, isCancelled: session.isCancelled) { piece in
      guard reception.take(piece, into: &part) else { return false }
      session.report(
        Progress(
          step: "install \(model.name)", done: part.count, total: model.byteCount, unit: "bytes"))
      return true
    }
    if let failure = reception.failure { throw .file(failure) }
    switch (end, reception.problem) {
    case (.stopped, nil):
      throw .cancelled(
        resume: "run the same command again to go on: \(part.count) bytes are kept")
    case (.failed(let fault), nil):
      throw transferError(place, fault.keeping(part.count))
    case (_, .status(416)?) where offset > 0, (.done(416), nil) where offset > 0:
      // Nothing begins where our part ends: it is not of this file.
      return try finished(&part)
    case (_, .status(let status)?): throw transferError(place, .status(status))
    case (.done(let status), nil) where status != 200 && status != 206:
      throw transferError(place, .status(status))
    default: break
    }
    let count = part.count
    if reception.problem == nil, let whole = try finished(&part) { return whole }
    try lifting { () throws(FileError) in try part.empty() }
    if offset > 0, reception.head.isEmpty { return nil }
    throw refusal(place, reception, count)
  }

  /// Why a whole answer is not the model.
  private func refusal(_ place: String, _ reception: Reception, _ count: Int) -> WorkbenchError {
    if let look = ModelContent.foreign(reception.head) {
      return .model(.notTheModel(place: place, look: look))
    }
    if reception.problem == .tooLarge {
      return transferError(place, .tooLarge(limit: model.byteCount))
    }
    if count < model.byteCount {
      return transferError(place, .short(count: count, of: model.byteCount))
    }
    return .model(.notTheModel(place: place, look: .other))
  }

  private func transferError(_ place: String, _ fault: TransferFault) -> WorkbenchError {
    .model(.transfer(url: place, fault, name: model.name))
  }
}

extension TransferFault {
  /// The same fault, where it matters with the number of bytes that the next try continues.
  fileprivate func keeping(_ count: Int) -> TransferFault {
    switch self {
    case .stalled: .stalled(kept: count)
    case .interrupted(let words, _): .interrupted(words, kept: count)
    default: self
    }
  }
}
