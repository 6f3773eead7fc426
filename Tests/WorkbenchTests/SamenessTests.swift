import Core
import Imaging
import Tensors
import TestSupport
import Testing
import Workbench

/// Every step of the pipeline and a policy of groups, over images that are imported in another order, by other
/// numbers of threads, and among others.
@Suite("Sameness of canonical images and copies")
struct SamenessTests {
  private struct Row: Hashable {
    let sample: SampleKey
    let copy: Int
  }

  private static let pipeline = """
    size: 24
    color: rgb
    denoise: {method: bilateral, diameter: 5}
    contrast: {method: clahe, clip: 2, tiles: 3}
    sharpen: {method: unsharp, amount: 0.7}
    fit: {method: letterbox, fill: edge}
    standardize: {method: image}
    """

  private static let policy = """
    name: grouped
    border: edge
    steps:
      - {step: rotation, degrees: 20, probability: 0.9}
      - {step: random-crop, share: 0.8, probability: 0.6}
      - one-of:
          - {step: gamma, range: [0.6, 1.5]}
          - some-of:
              - {step: blur, sigma: [0.4, 1]}
              - {step: gaussian-noise, deviation: [2, 8]}
              - {step: random-erasing, smallest: 0.05, largest: 0.2}
            count: [1, 2]
        weights: [1, 3]
        probability: 0.9
    """

  /// A picture of 19 × 13 drawn pixels: no two are alike.
  private static func picture(_ number: Int) throws -> [UInt8] {
    var luck = LuckKey(seed: 11, purpose: "sameness").luck(for: UInt64(number), epoch: 0)
    let pixels = (0..<19 * 13 * 3).map { UInt8(($0 / 3 % 19) * 6 + luck.index(below: 140)) }
    return try PNGEncoder.encode(try Image(width: 19, height: 13, channels: 3, pixels: pixels))
  }

  private static func members(_ numbers: Range<Int>) throws -> [(path: String, bytes: [UInt8])] {
    try numbers.map { number in
      let name = ["happy", "happy", "happy", "sad", "angry"][number % 5]
      return ("\(name)/\(number).png", try picture(number))
    }
  }

  /// The folder of the shards of these members.
  private static func shards(
    _ members: [(path: String, bytes: [UInt8])], _ name: String, in folder: TemporaryFolder,
    threads: Int
  ) throws -> String {
    let (workspace, out) = (folder.file("w-\(name)"), folder.file("s-\(name)"))
    let archive = try Fixtures.archive(in: folder, name: "source-\(name).tar", members: members)
    // The source's name is in rows.csv, so it is the same for all.
    try Fixtures.importing(archive, into: workspace, name: "source", threads: threads)
    _ = try SplitSamples(settings: try Fixtures.splitSettings())
      .run(workspace: workspace, session: Fixtures.session(threads: threads))
    let (pipelineFile, policyFile) = (folder.file("pipeline.yaml"), folder.file("policy.yaml"))
    try Files.writeAtomically(text: pipeline, to: pipelineFile)
    try Files.writeAtomically(text: policy, to: policyFile)
    let settings = try ShardSettings(
      pixels: try PixelSettings(
        pipelineFile: pipelineFile, size: nil, color: nil, denoise: nil, contrast: nil,
        augmentationFile: policyFile),
      balance: "oversample", balanceTo: "60", classWeights: "none", stackWeights: false,
      images: "u8", shardMebibytes: 1, seed: 1)
    _ = try WriteShards(settings: settings, out: out, replaces: false)
      .run(workspace: workspace, session: Fixtures.session(threads: threads))
    return out
  }

  private static func rows(_ out: String) throws -> [Row: [UInt8]] {
    var found: [Row: [UInt8]] = [:]
    for split in Split.allCases {
      let reader = try ShardReader(
        path: Files.join(out, "\(split.rawValue)-00000-of-00001.safetensors"))
      for row in 0..<reader.count {
        let key = Row(sample: reader.sampleKey(at: row), copy: reader.copy(at: row))
        #expect(found.updateValue(reader.pixels(at: row), forKey: key) == nil)
      }
    }
    return found
  }

  @Test("another order of members, and one to three threads, give the same files")
  func order() throws {
    let folder = try TemporaryFolder()
    let members = try Self.members(0..<60)
    let first = try Self.shards(members, "1", in: folder, threads: 1)
    let digests = try Fixtures.digests(below: first)
    #expect(digests.count >= 5)
    // Another order is another archive, whose digest the index notes; the tensors and rows stay the same.
    let tensors = digests.filter { $0.key != "index.json" }
    for threads in 2...3 {
      let other = try Self.shards(members, "\(threads)", in: folder, threads: threads)
      #expect(try Fixtures.digests(below: other) == digests, "\(threads) threads")
    }
    var luck = LuckKey(seed: 2, purpose: "order").luck(for: 0, epoch: 0)
    var shuffled = members
    for place in shuffled.indices { shuffled.swapAt(place, luck.index(below: shuffled.count)) }
    try #require(shuffled.map(\.path) != members.map(\.path))
    let other = try Self.shards(shuffled, "shuffled", in: folder, threads: 2)
    #expect(try Fixtures.digests(below: other, except: ["index.json"]) == tensors)
  }

  @Test("added images leave every other image's canonical pixels and copies as they were")
  func added() throws {
    let folder = try TemporaryFolder()
    let members = try Self.members(0..<60)
    let before = try Self.rows(try Self.shards(members, "few", in: folder, threads: 2))
    // Some come before the others, some after.
    let more = try Self.members(60..<75) + members + Self.members(75..<90)
    let after = try Self.rows(try Self.shards(more, "many", in: folder, threads: 2))
    #expect(before.keys.filter { $0.copy == 0 }.count == 60)
    #expect(before.keys.allSatisfy { $0.copy > 0 || after[$0] != nil })
    let both = before.filter { after[$0.key] != nil }
    #expect(both.keys.filter { $0.copy > 0 }.count > 20)
    for (row, pixels) in both { #expect(after[row] == pixels, "\(row)") }
    // Copies differ from their originals and from one another, or the law would say little.
    #expect(Set(before.values).count == before.count)
  }
}
