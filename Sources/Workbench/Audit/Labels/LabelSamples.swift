internal import Core
internal import DatasetCatalog
internal import Sampling

/// The samples whose labels are looked at, in canonical order, and the fold of each.
struct LabelSamples: Sendable {
  let catalog: Catalog
  /// By sample key, source, member and occurrence; excluded samples are left out.
  let samples: [SampleSummary]
  /// The fold that holds each sample out, from 0.
  let folds: [Int]
  /// The cropping in force, which the images go through.
  let faces: JSON

  /// Reads the samples and deals them to folds, groups whole: one subject, one picture, a decided group, and
  /// what `together` names.
  init(
    _ catalog: Catalog, folds count: Int, seed: UInt64, together: [[SampleKey]]
  ) throws(WorkbenchError) {
    var samples = try lifting { () throws(CatalogError) in try catalog.sampleSummaries() }
    samples.removeAll { $0.isExcluded }
    guard !samples.isEmpty else {
      throw .problem("the workspace \(catalog.path) has no samples; import a source first")
    }
    faces = try SplitContent.faces(of: catalog)
    var builder = GroupBuilder(count: samples.count)
    builder.join(equal: samples.map(\.subject))
    builder.join(equal: samples.map(\.pixelDigest))
    builder.join(equal: samples.map(\.decidedGroup))
    if !together.isEmpty {
      let places = Dictionary(samples.indices.map { (samples[$0].sampleKey, $0) }) { a, _ in a }
      for keys in together {
        let own = keys.compactMap { places[$0] }
        for (first, second) in zip(own, own.dropFirst()) { builder.join(first, second) }
      }
    }
    let keys = samples.map(\.sampleKey)
    let labels = samples.map(\.label)
    folds = try lifting { () throws(SamplingError) in
      let groups = try builder.groups(keys: keys)
      return try GroupedFolds(count: count, seed: seed, classCount: catalog.taxonomy.count).assign(
        keys.indices.map { SplitCandidate(key: keys[$0], label: labels[$0], group: groups[$0]) })
    }
    (self.catalog, self.samples) = (catalog, samples)
  }

  var count: Int { samples.count }
  var classNames: [String] { catalog.taxonomy.classNames }

  /// Of what the images, labels and folds are a function.
  var digest: Digest {
    var hasher = SHA256Hasher()
    hasher.update(JSON.array(classNames.map(JSON.string)).text())
    hasher.update(faces.text())
    for (sample, fold) in zip(samples, folds) {
      sample.sampleKey.digest.withBytes { hasher.update($0) }
      sample.contentID.digest.withBytes { hasher.update($0) }
      [Int32(sample.label), Int32(fold)].withUnsafeBytes { hasher.update($0) }
    }
    return hasher.finalize()
  }
}
