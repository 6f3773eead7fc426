internal import Core

/// What came of one request: where each piece went, and why the rest is not wanted.
struct Reception {
  /// Why a download was stopped from here.
  enum Problem: Hashable {
    /// The server answered with another status than 200 or 206.
    case status(Int)
    /// The server continued elsewhere than it was asked to.
    case range
    /// More bytes came than the model has.
    case tooLarge
  }

  let model: ModelFile
  /// The first byte that was asked for.
  let asked: Int
  /// The first bytes of a body that began at byte 0.
  private(set) var head: [UInt8] = []
  private(set) var problem: Problem?
  private(set) var failure: FileError?
  private var hasBegun = false

  init(model: ModelFile, asked: Int) { (self.model, self.asked) = (model, asked) }

  /// Puts a piece into the part file; false when no more is wanted.
  mutating func take(_ piece: HTTPTransfer.Piece, into part: inout PartFile) -> Bool {
    if !hasBegun {
      hasBegun = true
      guard begins(piece, &part) else { return false }
    }
    if piece.status == 200 || asked == 0, head.count < 256 {
      head.append(contentsOf: piece.bytes.prefix(256 - head.count))
    }
    guard piece.bytes.count <= model.byteCount - part.count else {
      problem = .tooLarge
      return false
    }
    return attempt { () throws(FileError) in try part.append(piece.bytes) }
  }

  /// Reads the answer's status: a server that ignores the range sends everything, so the part is emptied.
  private mutating func begins(_ piece: HTTPTransfer.Piece, _ part: inout PartFile) -> Bool {
    switch piece.status {
    case 200: return attempt { () throws(FileError) in try part.empty() }
    case 206 where piece.rangeStart ?? 0 == asked: return true
    case 206:
      problem = .range
      return false
    default:
      problem = .status(piece.status)
      return false
    }
  }

  private mutating func attempt(_ body: () throws(FileError) -> Void) -> Bool {
    do {
      try body()
      return true
    } catch {
      failure = error
      return false
    }
  }
}
