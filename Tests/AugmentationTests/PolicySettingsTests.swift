import Augmentation
import Core
import Testing

@Suite("Reading augmentation policies")
struct PolicySettingsTests {
  @Test("a policy reads its own JSON back", arguments: Fixtures.lists)
  func roundTrips(steps: String) throws {
    let policy = try Fixtures.policy(steps)
    let read = try AugmentationPolicy(
      settings: SettingsNode(json: try JSON(parsing: policy.json.text()), file: "a.yaml"))
    #expect(read == policy)
    #expect(read.digest == policy.digest)
  }

  @Test("the word none is the empty policy")
  func readsNone() throws {
    let policy = try AugmentationPolicy(
      settings: SettingsNode(
        file: "a.yaml", line: 1, path: "", content: .scalar("none", quoted: false)))
    #expect(policy == .none)
    #expect(policy.isEmpty)
  }

  @Test(
    "mistakes name the place and the nearest word",
    arguments: [
      (
        #"{"step":"rotaton","degrees":3}"#,
        "a.yaml: steps[0].step: 'rotaton' is not known; did you mean 'rotation'? (known: rotation, "
          + "horizontal-flip, translation, zoom, shear, random-crop, brightness, contrast, gamma, blur, "
          + "gaussian-noise, random-erasing)"
      ),
      (
        #"{"step":"rotation","degree":3}"#, "a.yaml: steps[0]: the key 'degrees' is missing"
      ),
      (
        #"{"step":"brightness","range":0.2,"probabilty":1}"#,
        "a.yaml: steps[0]: unknown key 'probabilty'; did you mean 'probability'?"
      ),
      (
        #"{"step":"rotation","degrees":181}"#,
        "a.yaml: steps[0].degrees: 181.0 is outside 0.0…180.0"
      ),
      (
        #"{"step":"zoom","range":0.1,"border":"mirror"}"#,
        "a.yaml: steps[0].border: 'mirror' is not known (known: reflect, edge, black, constant)"
      ),
      (
        #"{"step":"random-erasing","smallest":0.3,"largest":0.1}"#,
        "a.yaml: steps[0]: 'smallest' is above 'largest'; exchange them"
      ),
      (
        #"{"step":"horizontal-flip","version":9}"#,
        "a.yaml: steps[0].version: version 9 of 'horizontal-flip' is not this program's (1); "
          + "use the program that wrote it"
      ),
    ])
  func names(steps: String, message: String) {
    do {
      _ = try Fixtures.policy(steps)
      Issue.record("accepted")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test("a trace of another policy, or with impossible parameters, is refused")
  func refusesOtherTraces() throws {
    let image = try Fixtures.drawn(4, 4, 1)
    let flip = try Fixtures.policy(Fixtures.steps[2])
    func failure(_ text: String) throws -> String {
      do throws(AugmentationError) {
        _ = try flip.replay(AugmentationTrace(json: JSON.parsed(text)), on: image)
        return "accepted"
      } catch {
        return error.description
      }
    }
    #expect(
      try failure("[]")
        == "the trace has 0 steps and the policy 1; replay it with the policy it was recorded with")
    #expect(
      try failure(#"[{"step":"zoom","applied":false}]"#)
        == "the trace has the step 'zoom' where the policy has 'horizontal-flip'; "
        + "replay it with the policy it was recorded with")
    #expect(
      try failure(#"[{"step":"horizontal-flip","applied":true,"x":1}]"#)
        == #"{"x":1} are no parameters of the step 'horizontal-flip'; "#
        + "take the trace from rows.csv unchanged")
    #expect(
      try failure(#"[{"applied":true}]"#)
        == #"{"applied":true} is not an augmentation trace; take it from rows.csv unchanged"#)
    #expect(
      try failure("7") == "7 is not an augmentation trace; take it from rows.csv unchanged")
  }

  @Test(
    "parameters that no step draws are refused",
    arguments: [
      (0, #""degrees":"x""#), (3, #""x":2,"y":0"#), (4, #""factor":0"#), (5, #""levels":256"#),
      (5, #""levels":-9223372036854775808"#),
      (6, #""factor":17"#), (7, #""deviation":1,"seed":-1"#),
      (8, #""x":0,"y":0,"width":2,"height":1"#), (9, #""x":0.6,"y":0"#),
      (10, #""share":0.05,"x":0,"y":0"#),
      (10, #""share":0.5,"x":1.1,"y":0"#), (11, #""exponent":0"#), (12, #""sigma":10.5"#),
    ])
  func refusesParameters(step: Int, members: String) throws {
    let policy = try Fixtures.policy(Fixtures.steps[step])
    let name = try #require(policy.json["steps"]?.arrayValue?.first?["step"]?.stringValue)
    let trace = try AugmentationTrace(
      json: JSON.parsed("[{\"step\":\"\(name)\",\"applied\":true,\(members)}]"))
    #expect(throws: AugmentationError.self) {
      try policy.replay(trace, on: try Fixtures.drawn(4, 4, 1))
    }
  }
}

extension JSON {
  /// The JSON of a text written in a test; null when it is none.
  static func parsed(_ text: String) -> JSON { (try? JSON(parsing: text)) ?? .null }
}
