import Attacks
import Core
import Foundation
import Testing

/// Writes the corpus of `Fuzzing`.
@Suite("Corpus of fuzzing")
struct FuzzCorpus {
  private static let path = ProcessInfo.processInfo.environment["FER_DATA_FUZZ_CORPUS"]

  @Test(
    "the corpus is written into the folder that FER_DATA_FUZZ_CORPUS names",
    .enabled(if: path != nil))
  func written() throws {
    let path = try #require(Self.path)
    try Files.createDirectories(path)
    for seed in FuzzSeed.all {
      try Files.writeAtomically(seed.bytes, to: Files.join(path, seed.name))
    }
  }

  @Test("the corpus is small, and no two seeds have the same name")
  func small() {
    #expect(FuzzSeed.all.reduce(0) { $0 + $1.bytes.count } < 200_000)
    #expect(Set(FuzzSeed.all.map(\.name)).count == FuzzSeed.all.count)
  }
}
