import Core
import Imaging
import Testing

@Suite("Pipeline")
struct PipelineTests {
  private func pipeline(_ text: String) throws -> Pipeline {
    try Pipeline(settings: SettingsNode(json: try JSON(parsing: text), file: "p.yaml"))
  }

  @Test("what is not named is standard")
  func defaults() throws {
    #expect(try pipeline("{}") == .standard)
    #expect(try pipeline(#"{"size": 48, "color": "gray"}"#) == .standard)
    #expect(Pipeline.standard.outputChannels == 1)
  }

  @Test("its settings read back as itself, and its JSON tells pipelines apart")
  func roundTrips() throws {
    let texts = [
      "{}", #"{"size": 64}"#, #"{"size": {"width": 32, "height": 40}}"#, #"{"color": "rgb"}"#,
      #"{"denoise": "median3"}"#, #"{"denoise": "median5"}"#, #"{"contrast": "equalize"}"#,
      #"{"resize": "lanczos3"}"#, #"{"resize": "area"}"#,
    ]
    var digests: Set<Digest> = []
    for text in texts {
      let first = try pipeline(text)
      #expect(try pipeline(first.settings.text()) == first)
      digests.insert(first.digest)
    }
    #expect(digests.count == texts.count)
  }

  @Test(
    "mistakes name the place and the nearest word",
    arguments: [
      (#"{"sise": 48}"#, "p.yaml: unknown key 'sise'; did you mean 'size'?"),
      (#"{"size": 0}"#, "p.yaml: size: 0 is outside 1…4096"),
      (
        #"{"color": "grey"}"#,
        "p.yaml: color: 'grey' is not known; did you mean 'gray'? (known: gray, rgb)"
      ),
      (#"{"size": {"width": 3}}"#, "p.yaml: size: the key 'height' is missing"),
    ])
  func names(text: String, message: String) {
    do {
      _ = try pipeline(text)
      Issue.record("accepted")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test("every shape becomes the canonical shape", arguments: ImageFixtures.all)
  func givesTheShape(image: Image) throws {
    let gray = try Pipeline.standard.canonical(image)
    #expect((gray.width, gray.height, gray.channels) == (48, 48, 1))
    let rgb = try pipeline(
      #"{"size": {"width": 5, "height": 9}, "color": "rgb", "denoise": "median3", "contrast": "equalize"}"#
    ).canonical(image)
    #expect((rgb.width, rgb.height, rgb.channels) == (5, 9, 3))
  }

  @Test("an image that is canonical already is kept")
  func keepsCanonicalImages() throws {
    let image = try ImageFixtures.drawn(width: 48, height: 48, channels: 1)
    #expect(try Pipeline.standard.canonical(image) == image)
  }
}
