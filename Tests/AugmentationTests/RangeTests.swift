import Augmentation
import Core
import Imaging
import Testing

@Suite("Ranges, rules and captions of augmentation steps")
struct RangeTests {
  private func drawn(_ step: String, _ key: String) throws -> [Double] {
    let policy = try Fixtures.policy(step)
    let image = try Fixtures.drawn(2, 2, 1)
    return (0..<3000).compactMap { word in
      var luck = Fixtures.luck(UInt64(word))
      let trace = policy.apply(to: image, luck: &luck).trace
      return trace.entries[0].parameters?[key]?.doubleValue
    }
  }

  @Test(
    "draws fill the range and stay inside",
    arguments: [
      (#"{"step":"rotation","degrees":[-10,40],"probability":1}"#, "degrees", -10.0, 40.0),
      (#"{"step":"rotation","degrees":25,"probability":1}"#, "degrees", -25, 25),
      (#"{"step":"zoom","range":[0.8,1.1],"probability":1}"#, "factor", 0.8, 1.1),
      (#"{"step":"brightness","range":[-0.4,-0.2],"probability":1}"#, "levels", -102, -51),
      (#"{"step":"contrast","range":[0.5,3],"probability":1}"#, "factor", 0.5, 3),
      (#"{"step":"gamma","range":0.3,"probability":1}"#, "exponent", 0.7, 1.3),
      (#"{"step":"shear","range":0.2,"probability":1}"#, "y", -0.2, 0.2),
      (#"{"step":"random-crop","share":0.7,"probability":1}"#, "share", 0.7, 1),
      (#"{"step":"random-crop","share":[0.5,0.6],"probability":1}"#, "y", 0, 1),
      (#"{"step":"blur","sigma":[0.5,2],"probability":1}"#, "sigma", 0.5, 2),
      (#"{"step":"gaussian-noise","deviation":9,"probability":1}"#, "deviation", 0, 9),
    ])
  func fillsTheRange(step: String, key: String, low: Double, high: Double) throws {
    let values = try drawn(step, key)
    let (least, greatest) = (try #require(values.min()), try #require(values.max()))
    #expect(least >= low && greatest <= high)
    #expect(least < low + (high - low) * 0.02)
    #expect(greatest > high - (high - low) * 0.02)
    let mean = values.reduce(0, +) / Double(values.count)
    #expect(abs(mean - (low + high) / 2) < (high - low) * 0.03)
  }

  @Test("a range as wide to both sides is the same as one number")
  func readsBothForms() throws {
    for (one, two) in [
      (#""step":"zoom","range":0.2"#, #""step":"zoom","range":[0.8,1.2]"#),
      (#""step":"rotation","degrees":9"#, #""step":"rotation","degrees":[-9,9]"#),
      (#""step":"blur","sigma":3"#, #""step":"blur","sigma":[0,3]"#),
      (#""step":"random-crop","share":0.9"#, #""step":"random-crop","share":[0.9,1]"#),
    ] { #expect(try Fixtures.policy("{\(one)}") == Fixtures.policy("{\(two)}")) }
  }

  @Test("the policy's border and interpolation are its steps' unless they say otherwise")
  func inheritsRules() throws {
    func policy(_ text: String) throws -> AugmentationPolicy {
      try AugmentationPolicy(
        settings: SettingsNode(json: JSON(parsing: text), file: "a.yaml"))
    }
    let inherited = try policy(
      #"""
      {"name":"t","border":{"constant":7},"interpolation":"nearest","steps":[
      {"step":"rotation","degrees":5},{"step":"zoom","range":0.1,"border":"black",
      "interpolation":"bilinear"},{"step":"random-crop","share":0.9}]}
      """#)
    let written = try policy(
      #"""
      {"name":"t","steps":[{"step":"rotation","degrees":5,"border":{"constant":7},
      "interpolation":"nearest"},{"step":"zoom","range":0.1,"border":{"constant":0}},
      {"step":"random-crop","share":0.9,"interpolation":"nearest"}]}
      """#)
    #expect(inherited == written)
  }

  @Test("warps of one rule are one warp, of two rules two")
  func composes() throws {
    let image = try Fixtures.drawn(48, 48, 1)
    func changed(_ steps: String) throws -> Image {
      var luck = Fixtures.luck(2)
      return try Fixtures.policy(steps).apply(to: image, luck: &luck).image
    }
    let there = #"{"step":"zoom","range":[1.25,1.25],"probability":1}"#
    let back = #"{"step":"zoom","range":[0.8,0.8],"probability":1"#
    #expect(try changed(there + "," + back + "}") == image)
    let other = try changed(there + "," + back + #","interpolation":"nearest"}"#)
    #expect(other != image)
  }

  @Test("a caption is a short line of ASCII for each step that was applied")
  func captions() throws {
    let trace = try AugmentationTrace(
      json: .parsed(
        #"""
        [{"step":"rotation","applied":true,"degrees":-7.249},{"step":"zoom","applied":false},
        {"step":"brightness","applied":true,"levels":12},{"step":"horizontal-flip","applied":true},
        {"step":"translation","applied":true,"x":0.061,"y":-0.5},
        {"step":"gaussian-noise","applied":true,"deviation":4.5,"seed":77}]
        """#))
    #expect(
      trace.caption == [
        "rot -7.25 deg", "bright +12", "flip", "move +0.06 -0.5", "noise 4.5",
      ])
  }

  @Test("drawn traces have captions for every step", arguments: Fixtures.lists)
  func captionsOfDraws(steps: String) throws {
    var luck = Fixtures.luck(1)
    let policy = try Fixtures.policy(steps)
    let trace = policy.apply(to: try Fixtures.drawn(5, 5, 1), luck: &luck).trace
    #expect(trace.caption.count == trace.entries.count { $0.isApplied })
    for line in trace.caption {
      #expect(!line.isEmpty && line.count <= 22)
      #expect(line.utf8.allSatisfy { $0 >= 32 && $0 < 127 })
    }
  }

  @Test("the extremes of a policy are the ends of its steps' ranges, groups flattened")
  func extremes() throws {
    let policy = try Fixtures.policy(
      #"""
      {"step":"rotation","degrees":[-5,15]},{"step":"horizontal-flip"},
      {"one-of":[{"step":"gamma","range":[0.7,1.5]},{"step":"brightness","range":0.1}]}
      """#)
    let image = try Fixtures.drawn(20, 20, 1)
    let extremes = policy.extremes(width: 20, height: 20)
    #expect(
      extremes.map { "\($0.step) \($0.caption)" } == [
        "rotation -5 deg", "rotation +15 deg", "horizontal-flip ", "gamma 0.7", "gamma 1.5",
        "brightness -26", "brightness +26",
      ])
    #expect(extremes[1].apply(to: image) == image.rotated(degrees: 15))
    #expect(extremes[2].apply(to: image) == image.flippedHorizontally())
    #expect(extremes[6].apply(to: image) == image.brightened(by: 26))
  }
}
