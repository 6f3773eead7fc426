internal import Core

/// A content to be appended to a pack.
struct PackContent: Sendable {
  let contentID: ContentID
  let format: String?
  let bytes: [UInt8]
}
