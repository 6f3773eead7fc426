internal import Core

/// One image on its way through a pipeline.
struct PipelineRun {
  private(set) var image: Image
  private(set) var record: [String: JSON] = [:]
  private(set) var stages: [PipelineStage] = []
  /// Whether stages are kept, and figures measured that no rule needs.
  var isRecording = false

  init(_ upright: Image) {
    image = upright
  }

  /// Takes every step in order.
  mutating func take(_ pipeline: Pipeline) throws(ImageError) {
    let channels = image.channels
    image = pipeline.color == .gray ? image.grayscale() : image.rgb()
    if image.channels != channels { keep(pipeline.color.rawValue, "from \(channels) channels") }
    if let denoise = pipeline.denoise { try take(denoise) }
    if let contrast = pipeline.contrast {
      image = try contrast(image)
      keep("contrast", contrast.caption)
    }
    if let sharpen = pipeline.sharpen { try take(sharpen) }
    try resize(pipeline)
  }

  private mutating func take(_ denoise: Denoising) throws(ImageError) {
    var before = 0.0
    if isRecording || denoise.above != nil { before = NoiseEstimate.sigma(of: image) }
    let runs = denoise.above.map { before > $0 } ?? true
    if runs { image = try denoise.denoiser(image) }
    guard isRecording else { return }
    record["noise"] = .number(ShortNumber.rounded(before))
    record["denoised"] = .bool(runs)
    guard runs else { return }
    let after = NoiseEstimate.sigma(of: image)
    record["noise_after"] = .number(ShortNumber.rounded(after))
    let figures = "noise \(ShortNumber.text(before)) to \(ShortNumber.text(after))"
    keep("denoised", "\(denoise.denoiser.caption), \(figures)")
  }

  private mutating func take(_ sharpen: Sharpening) throws(ImageError) {
    var detail = "unsharp \(ShortNumber.text(sharpen.amount)) \(ShortNumber.text(sharpen.sigma))"
    if let below = sharpen.below {
      let sharpness = ImageMeasures.sharpness(of: image)
      record["sharpness"] = .number(ShortNumber.rounded(sharpness))
      record["sharpened"] = .bool(sharpness < below)
      guard sharpness < below else { return }
      detail += ", sharpness \(ShortNumber.text(sharpness))"
    }
    image = try image.sharpened(amount: sharpen.amount, sigma: sharpen.sigma)
    keep("sharpened", detail)
  }

  /// The resize, then the standardization, then the bars, which no figure of the picture sees.
  private mutating func resize(_ pipeline: Pipeline) throws(ImageError) {
    let (width, height) = (pipeline.outputWidth, pipeline.outputHeight)
    let (from, to) = ("\(image.width) x \(image.height)", "\(width) x \(height)")
    var place = PixelBox(x: 0, y: 0, width: width, height: height)
    var bars = LetterboxFill.black
    switch pipeline.fit {
    case .stretch: break
    case .crop: image = try image.cropped(to: image.centredBox(width: width, height: height))
    case .letterbox(let fill): (place, bars) = (image.letterbox(width: width, height: height), fill)
    }
    image = try image.resized(width: place.width, height: place.height, filter: pipeline.resize)
    let picture = image
    image = picture.onCanvas(width: width, height: height, at: place, fill: bars)
    keep("resized", from == to ? to : "\(from) to \(to), \(pipeline.fit.name)")
    guard let target = pipeline.standardize else { return }
    image = try picture.standardized(mean: target.mean, deviation: target.deviation)
      .onCanvas(width: width, height: height, at: place, fill: bars)
    keep("standardized", "mean \(target.mean), deviation \(target.deviation)")
  }

  private mutating func keep(_ name: String, _ detail: String) {
    guard isRecording else { return }
    stages.append(PipelineStage(name: name, detail: detail, image: image))
  }
}
