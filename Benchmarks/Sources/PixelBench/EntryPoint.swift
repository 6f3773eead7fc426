internal import Core
internal import Imaging

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Times cases on a batch, or applies one to it.
@main
struct EntryPoint {
  static let usage = """
    pixel-bench list
    pixel-bench time WIDTH HEIGHT CHANNELS IMAGES.raw CASE…
    pixel-bench apply WIDTH HEIGHT CHANNELS IMAGES.raw CASE OUT.raw
    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      print("pixel-bench: \(error)")
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    if words == ["list"] {
      for known in try PixelCase.all { print(known.name) }
      return
    }
    guard words.count >= 6, let width = Int(words[1]), let height = Int(words[2]),
      let channels = Int(words[3])
    else { throw BenchError(text: "usage:\n\(usage)") }
    let batch = try Batch(file: words[4], width: width, height: height, channels: channels)
    switch (words[0], words.count) {
    case ("time", _):
      for name in words[5...] { time(try found(name), batch) }
    case ("apply", 7):
      try apply(try found(words[5]), batch, to: words[6])
    default: throw BenchError(text: "usage:\n\(usage)")
    }
  }

  private static func found(_ name: String) throws -> PixelCase {
    guard let known = try PixelCase.all.first(where: { $0.name == name }) else {
      throw BenchError(text: "there is no case '\(name)'; see: pixel-bench list")
    }
    return known
  }

  /// The best of some passes over the whole batch; at least five, and for a quarter of a second.
  private static func time(_ known: PixelCase, _ batch: Batch) {
    let clock = ContinuousClock()
    let started = clock.now
    var (best, passes, last) = (Duration.seconds(1000), 0, UInt8(0))
    while passes < 5 || clock.now - started < .milliseconds(250) {
      let elapsed = clock.measure {
        for (number, image) in batch.images.enumerated() {
          // The result must be made: one of its samples is kept.
          if let changed = try? known.change(image, UInt64(number)) {
            last ^= changed.pixels[changed.pixels.count / 2]
          }
        }
      }
      best = min(best, elapsed)
      passes += 1
    }
    let seconds = best / .seconds(1)
    let image = batch.images[0]
    let line: JSON = [
      "case": .string(known.name), "width": .integer(image.width), "height": .integer(image.height),
      "channels": .integer(image.channels), "kept": .integer(Int(last)),
      "images_per_second": .number((Double(batch.images.count) / seconds).rounded()),
    ]
    print(line.text())
  }

  private static func apply(_ known: PixelCase, _ batch: Batch, to file: String) throws {
    guard let out = fopen(file, "wb") else { throw BenchError(text: "\(file) cannot be written") }
    defer { fclose(out) }
    for (number, image) in batch.images.enumerated() {
      let changed = try known.change(image, UInt64(number))
      let written = changed.withPixels { fwrite($0.baseAddress, 1, $0.count, out) }
      guard written == changed.pixels.count else {
        throw BenchError(text: "\(file) cannot be written in full")
      }
    }
  }
}
