internal import Core
internal import Reports

extension DatasetFacts.Source {
  /// The sources that the provenance of shards names, in its order.
  static func list(_ provenance: JSON) -> [DatasetFacts.Source] {
    (provenance["sources"]?.arrayValue ?? []).compactMap { source in
      guard let name = source["name"]?.stringValue else { return nil }
      return DatasetFacts.Source(
        name: name, digest: source["digest"]?.stringValue.flatMap { Digest(hex: $0) },
        accepted: source["accepted"]?.intValue ?? 0,
        rejected: source["rejected"]?.intValue ?? 0, ignored: source["ignored"]?.intValue ?? 0)
    }
  }
}
