import Augmentation
import Core
import Imaging
import Testing

/// One digest for every step on a drawn image, gray and in color, and plain formulas beside the simple ones.
///
/// A change here changes every augmented copy: raise the version of the step whose bytes changed.
@Suite("Golden bytes of augmentation steps")
struct GoldenStepTests {
  /// For each of `Fixtures.steps` and `Fixtures.groups`: the gray image's digest, and the color image's.
  static let digests: [(gray: String, color: String)] = [
    (
      "98416514c0c614f99d8e44cc2996648842131b36035ef3b81115de2bda8fe51e",
      "ef0dca8206ad8b129e978db15b33a59ddb301520fa15d6e6d8ce1f70233c72e0"
    ),
    (
      "6598676fd80a03f623b5a736798190ca7fea39be338859d3970cf02943fbb528",
      "2c5befbd5752e3194752788411ad5c73ec5416a9fdc21a48f7c3d8067c73bbc2"
    ),
    (
      "127afc6f882f838bb4aadc5f03306b3326aafa2cc24cb9e624a9b61dfb57dadc",
      "f3dfbf0a6a8b511c95bcf6afa57597db7259cdc288b7f30867a44a4584433660"
    ),
    (
      "e1fdd998785f3114586514da70cd8ddf963be7ba5058be255b8d74d4cf663c2e",
      "80ad5fca84f57a85a2987024ebbef0c0de68f0169208ef265e6b045d17c6fb01"
    ),
    (
      "6306e52d40f1e20f1e47f6f4b79da57d39b5f4db8664f134cf9f6d8ff9e7a5d7",
      "8b13bbb91547e0160b396afda19d84703171f1ec4c035fa0bec4d22e54786850"
    ),
    (
      "962e06ef10e8351abd15e8aca207242e1d98610f114bd2e3a25840d2d6996175",
      "fa677a4a9c659f41a365929e608b1cf79f1e737ce7c896ec19b2678f983d129c"
    ),
    (
      "ba1bb4d5a63b4dd67de41365abbbfbd8135d55a5921227dc8580323f207eed55",
      "0d65880c295e390c85d8eb4fce3caa464171dfc8aaad86c2dc2ca4810dd0a304"
    ),
    (
      "36e477d4924a4a1628d9b8004adef0fb4411cc8aeaf0279865f51658fbc45d24",
      "bb51c76911be09de8ad227b9d32e472c5d164b6546fe0ac5fd3f6dc8f6a44b6f"
    ),
    (
      "c4c28f78638e8e37b0dbd00b65fe741804b3c4502642c36837fe9722cb7d3eb6",
      "ca81c7254c0563dd073462315922e470e8f60b957de386f5d413ecd8077138bd"
    ),
    (
      "4039d327b32373a5d92a4f8dd50a5058ff1ccffd5f1e9c0117a6ad0c83e08942",
      "6888ba0dfd115b35bc2373fe8c55faca19807a41572fe68ae3b7da27b03d1b57"
    ),
    (
      "f5e0cc2936ba9cca9659a5adc98652e518ec7cf709494c99137d5644d44b3ff3",
      "a6118ea9424b2372bd30430962d8c62d714932dd07d2d089da8f5eadc4ed6799"
    ),
    (
      "6309c2e02c9c8417168bcf3e0ecb538b62ae322cfa0943d91febe2e5cb6b00d3",
      "4559ff5c865bcb7214db522ecea0dfcd417fc441760bb5aa03b3e2ffcef8a520"
    ),
    (
      "f49e39b71e643e13041547a4c50d007f95287d911a7e9341d20e316e133d2481",
      "02179dba6f1afdc6213dd46c1fe9c939e4475c57c25df3adb0fd6909f78c033a"
    ),
    (
      "5f894f429a962fd555163b528ee5065b0176113b2c3600c45bc1e4cf8d6c4317",
      "3b06363d84ad45a8cffe500f5b0389d2942dd34d81899388fd3c577a442e8464"
    ),
    (
      "1028423d35f8c4e48f082dc51df30dd681b1e604afb190d2723e53021ee1edbd",
      "815bb849067e7d87ece3421ba639152ecbb0c59e3531d558b7fc3d5804e56dcd"
    ),
    (
      "48f4f1af89dee26dfa7e5e1da95c88b085c452ec39b9862395f8bb6af4c31d53",
      "4b9167fba8b89e5aab3cb8d4f335e78b3d4f0496f7affdb45a289e5fb26d8148"
    ),
    (
      "ca22de5e2b7f1731001252f449d99413900ce184cf70d012dd524720696e46a5",
      "e42fa605efec5b231f17fd697ac9091c76cc1763fcfbe9804d2677aac2918254"
    ),
  ]

  private static let lists = Fixtures.steps + Fixtures.groups

  private func copies(_ steps: String, channels: Int) throws -> [(Image, AugmentationTrace)] {
    let policy = try Fixtures.policy(steps)
    let image = try Fixtures.drawn(37, 29, channels)
    return (0..<3).map { word in
      var luck = Fixtures.luck(UInt64(word), epoch: 1)
      return policy.apply(to: image, luck: &luck)
    }
  }

  @Test("three copies by each step, or group, have their pinned bytes", arguments: lists.indices)
  func bytes(index: Int) throws {
    let found = try [1, 3].map { channels in
      let copies = try copies(Self.lists[index], channels: channels)
      return Digest.sha256(of: copies.map { $0.0.pixelDigest.hex }.joined()).hex
    }
    try #require(Self.digests.count == Self.lists.count)
    #expect(found == [Self.digests[index].gray, Self.digests[index].color], "\(Self.lists[index])")
  }

  @Test("every step that a policy may name is among them")
  func complete() {
    let words = AugmentationPolicy.knownSteps.map { "\"step\":\"\($0.name)\"" }
    for word in words { #expect(Fixtures.steps.contains { $0.contains(word) }, "\(word)") }
  }

  /// Applies a formula of the drawn number to every sample.
  private func check(
    _ step: String, _ key: String, _ formula: (Int, Double) -> Double
  ) throws {
    for channels in [1, 3] {
      let before = try Fixtures.drawn(37, 29, channels)
      for (after, trace) in try copies(step, channels: channels) {
        let number = try #require(trace.entries[0].parameters?[key]?.doubleValue)
        for (old, new) in zip(before.pixels, after.pixels) {
          let expected = min(255, max(0, formula(Int(old), number)))
          // The kernels keep factors in 1/65536, which may tip an exact half.
          #expect(abs(Double(new) - expected) <= 0.51, "\(old) by \(number)")
        }
        #expect(after != before)
      }
    }
  }

  @Test("brightness adds a number to every sample")
  func brightness() throws {
    try check(#"{"step":"brightness","range":0.3,"probability":1}"#, "levels") {
      Double($0) + $1
    }
  }

  @Test("contrast multiplies the distance from 128")
  func contrast() throws {
    try check(#"{"step":"contrast","range":0.5,"probability":1}"#, "factor") {
      128 + Double($0 - 128) * $1
    }
  }

  @Test("gamma raises the share of white to a power")
  func gamma() throws {
    try check(#"{"step":"gamma","range":0.5,"probability":1}"#, "exponent") { level, exponent in
      guard level > 0 else { return 0 }
      return 255 * Elementary.exp(exponent * Elementary.log(Double(level) / 255))
    }
  }

  @Test("the flip exchanges left and right")
  func flip() throws {
    for channels in [1, 3] {
      let before = try Fixtures.drawn(37, 29, channels)
      for (after, _) in try copies(Fixtures.steps[2], channels: channels) {
        for y in 0..<29 {
          for x in 0..<37 {
            for channel in 0..<channels {
              #expect(after[x, y, channel] == before[36 - x, y, channel])
            }
          }
        }
      }
    }
  }

  @Test("erasing changes one box to one value and nothing else")
  func erasing() throws {
    let before = try Fixtures.drawn(37, 29, 3)
    let step = #"{"step":"random-erasing","probability":1,"value":255}"#
    for (after, _) in try copies(step, channels: 3) {
      // No drawn sample is 255, so what is 255 was erased.
      let places = (0..<37 * 29).filter { after.pixels[$0 * 3] == 255 }
      let (columns, rows) = (places.map { $0 % 37 }, places.map { $0 / 37 })
      let left = try #require(columns.min())
      let right = try #require(columns.max())
      let top = try #require(rows.min())
      let bottom = try #require(rows.max())
      #expect(places.count == (right - left + 1) * (bottom - top + 1))
      for place in 0..<37 * 29 {
        let isInside = places.contains(place)
        for sample in place * 3..<place * 3 + 3 {
          #expect(after.pixels[sample] == (isInside ? 255 : before.pixels[sample]))
        }
      }
    }
  }
}
