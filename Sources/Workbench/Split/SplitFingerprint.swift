internal import Core
internal import DatasetCatalog

/// What a split is a function of: the samples as they are labelled and grouped, pairs that are no
/// duplicates, and the settings.
enum SplitFingerprint {
  /// Equal when splitting again would give the same split; the order of import does not matter.
  static func of(
    _ samples: [SampleSummary], settings: SplitSettings, dismissed: Set<SamplePair>
  ) -> Digest {
    var hasher = SHA256Hasher()
    hasher.update(settings.json.text())
    hasher.update(Version.current)
    hasher.update(SplitCertifying.format)
    // Subjects are numbered by the catalog; what counts is who shares one, so each gets the number of its
    // first sample in canonical order.
    var subjects: [Int32: Int32] = [:]
    for sample in samples where !sample.isExcluded {
      sample.sampleKey.digest.withBytes { hasher.update($0) }
      sample.pixelDigest.withBytes { hasher.update($0) }
      let subject = sample.subject.map { number -> Int32 in
        let next = Int32(subjects.count)
        return subjects[number]
          ?? {
            subjects[number] = next
            return next
          }()
      }
      // Pins lie above the official split, so that a workspace without any has the word it always had.
      let pin = sample.pin.map { 16 * ($0.order + 1) } ?? 0
      let words = [
        Int32(sample.label), Int32((sample.officialSplit?.order ?? -1) + pin), subject ?? -1,
        sample.decidedGroup ?? -1,
      ]
      words.withUnsafeBytes { hasher.update($0) }
    }
    for pair in dismissed.sorted() {
      pair.first.digest.withBytes { hasher.update($0) }
      pair.second.digest.withBytes { hasher.update($0) }
    }
    return hasher.finalize()
  }
}
