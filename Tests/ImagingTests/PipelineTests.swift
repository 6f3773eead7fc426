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
      #"{"resize": "lanczos3"}"#, #"{"resize": "area"}"#, #"{"denoise": "gaussian"}"#,
      #"{"denoise": "bilateral"}"#, #"{"denoise": "non-local-means"}"#, #"{"denoise": "auto"}"#,
      #"{"denoise": {"method": "bilateral", "diameter": 7, "sigma-color": 25.5, "sigma-space": 3}}"#,
      #"{"denoise": {"method": "non-local-means", "strength": 4, "template": 5, "search": 15}}"#,
      #"{"denoise": {"method": "median3", "above": 6}}"#, #"{"contrast": "clahe"}"#,
      #"{"contrast": {"method": "clahe", "clip": 3, "tiles": 4}}"#, #"{"contrast": "percentile"}"#,
      #"{"contrast": {"method": "percentile", "low": 0, "high": 100}}"#, #"{"contrast": "gamma"}"#,
      #"{"contrast": {"method": "gamma", "gamma": 2.2}}"#, #"{"sharpen": "unsharp"}"#,
      #"{"sharpen": {"method": "unsharp", "amount": 0.5, "sigma": 2, "below": 300}}"#,
      #"{"fit": "letterbox"}"#, #"{"fit": {"method": "letterbox", "fill": "edge"}}"#,
      #"{"fit": {"method": "letterbox", "fill": "mean"}}"#, #"{"fit": "crop"}"#,
      #"{"fit": {"method": "letterbox", "fill": 128}}"#, #"{"standardize": "image"}"#,
      #"{"standardize": {"method": "image", "mean": 120, "deviation": 50}}"#,
    ]
    var digests: Set<Digest> = []
    for text in texts {
      let first = try pipeline(text)
      #expect(try pipeline(first.settings.text()) == first)
      digests.insert(first.digest)
    }
    #expect(digests.count == texts.count)
  }

  @Test("off in words is off in silence")
  func offIsTheDefault() throws {
    let off = try pipeline(
      #"{"denoise": "none", "contrast": "none", "sharpen": {"method": "none"}, "fit": "stretch", "standardize": "none"}"#
    )
    #expect(off == .standard)
    #expect(off.digest == Pipeline.standard.digest)
  }

  @Test("the word auto is non-local means above its threshold")
  func automaticDenoising() throws {
    let auto = try pipeline(#"{"denoise": "auto"}"#)
    #expect(auto.denoise == .automatic)
    #expect(try pipeline(#"{"denoise": {"method": "auto", "above": 8}}"#) == auto)
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
      (
        #"{"denoise": "median7"}"#,
        "p.yaml: denoise: 'median7' is not known; did you mean 'median3'? (known: none, median3, "
          + "median5, gaussian, bilateral, non-local-means, auto)"
      ),
      (
        #"{"denoise": {"method": "bilateral", "sigma-colour": 3}}"#,
        "p.yaml: denoise: unknown key 'sigma-colour'; did you mean 'sigma-color'?"
      ),
      (
        #"{"denoise": {"method": "bilateral", "diameter": 6}}"#,
        "p.yaml: denoise.diameter: 6 is even; a window has a middle"
      ),
      (
        #"{"denoise": {"above": 6}}"#, "p.yaml: denoise: the key 'method' is missing"
      ),
      (
        #"{"contrast": {"method": "clahe", "clip": 0}}"#,
        "p.yaml: contrast.clip: 0.0 is outside 0.1…100.0"
      ),
      (
        #"{"contrast": {"method": "none", "clip": 1}}"#,
        "p.yaml: contrast: unknown key 'clip'; known keys: method"
      ),
      (
        #"{"fit": {"method": "crop", "fill": "edge"}}"#,
        "p.yaml: fit: unknown key 'fill'; known keys: method"
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
