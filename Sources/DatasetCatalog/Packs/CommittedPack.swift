/// A pack and the length up to which the catalog refers to it.
struct CommittedPack: Hashable, Sendable {
  let number: Int
  let bytes: Int64
}
