import Core
import Curation
import Imaging
import Testing

/// The search for near duplicates over images in memory.
enum NearSearching {
  private struct Stop: Error {}

  /// Searches; `isReversed` hands the images over from the last to the first.
  static func search(
    _ images: [Image], settings: NearDuplicateSettings = .standard, threads: Int = 2,
    isReversed: Bool = false
  ) throws -> NearSearch.Outcome {
    let search = NearSearch(settings: settings, pool: WorkerPool(threads: threads), folder: "/tmp")
    let outcome = try search.run(
      count: images.count,
      read: { range, put throws(Stop) in
        for number in isReversed ? Array(range.reversed()) : Array(range) {
          do { try put(number, images[number]) } catch { throw Stop() }
        }
      }, progress: { _ throws(Stop) in })
    return try #require(outcome)
  }
}
