internal import Core
internal import NeuralNetworks
internal import Tensors

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Times steps of training and predictions on random images, as other frameworks are timed beside it.
@main
struct EntryPoint {
  static let usage = """
    training-bench show RECIPE.json CHANNELSxHEIGHTxWIDTH CLASSES
    training-bench train|predict RECIPE.json CHANNELSxHEIGHTxWIDTH CLASSES THREADS SECONDS
    """

  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      print("training-bench: \(error)")
      exit(1)
    }
  }

  private static func run(_ words: [String]) throws {
    guard words.count >= 4, let classes = Int(words[3]) else {
      throw BenchError(text: "usage:\n\(usage)")
    }
    let text = String(decoding: try Files.read(words[1], limit: 1 << 20), as: UTF8.self)
    let recipe = try Recipe(settings: SettingsNode(json: JSON(parsing: text), file: words[1]))
    let shape = words[2].split(separator: "x").compactMap { Int($0) }
    guard shape.count == 3 else {
      throw BenchError(text: "\(words[2]) is no shape such as 1x48x48")
    }
    let bench = TrainingBench(recipe: recipe, classes: classes, shape: shape)
    switch (words[0], words.count) {
    case ("show", 4): print(try bench.described().text())
    case ("train", 6), ("predict", 6):
      guard let threads = Int(words[4]), let seconds = Double(words[5]) else {
        throw BenchError(text: "usage:\n\(usage)")
      }
      let pool = WorkerPool(threads: threads)
      let speeds =
        words[0] == "train"
        ? try bench.trained(pool, seconds) : try bench.predicted(pool, seconds)
      print(JSON.object(["images_per_second": .array(speeds.map { .number($0) })]).text())
    default: throw BenchError(text: "usage:\n\(usage)")
    }
  }
}

/// What went wrong, for the terminal.
struct BenchError: Error, CustomStringConvertible {
  let text: String
  var description: String { text }
}
