/// Where the time of a prediction goes; what only standard error may see.
struct PredictionTimes: Hashable, Sendable {
  /// Seconds reading files, on one thread.
  var read = 0.0
  /// Seconds decoding: of one thread, or shares of the clock's after `spread`.
  var decode = 0.0
  /// Seconds looking for faces.
  var faces = 0.0
  /// Seconds cutting and in the pipeline.
  var pipeline = 0.0
  /// Seconds in the network.
  var network = 0.0

  /// Adds images that were prepared on several threads in `seconds` of the clock, shared out by their work.
  mutating func add(_ images: [PreparedImage], seconds: Double) {
    let sums = images.reduce(into: (decode: 0.0, faces: 0.0, pipeline: 0.0)) { sums, image in
      sums.decode += image.times.decode
      sums.faces += image.times.faces
      sums.pipeline += image.times.pipeline
    }
    let work = sums.decode + sums.faces + sums.pipeline
    guard work > 0 else { return }
    decode += seconds * sums.decode / work
    faces += seconds * sums.faces / work
    pipeline += seconds * sums.pipeline / work
  }

  /// One line: how many images a second, and what took how much of the time.
  func text(images: Int) -> String {
    let parts = [
      ("reading", read), ("decoding", decode), ("faces", faces), ("pipeline", pipeline),
      ("network", network),
    ]
    let all = parts.reduce(0) { $0 + $1.1 }
    guard all > 0 else { return "\(images) images" }
    let shares = parts.map { (name: $0.0, percent: Int(($0.1 / all * 100).rounded())) }
      .filter { $0.percent > 0 }.map { "\($0.name) \($0.percent) %" }.joined(separator: ", ")
    let thousandths = Int((all * 1000).rounded())
    let rest = String(1000 + thousandths % 1000).dropFirst()
    return "\(images) images in \(thousandths / 1000).\(rest) s, "
      + "\(Int((Double(images) / all).rounded())) a second: \(shares)"
  }
}
