internal import ArgumentParser
internal import Workbench

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score a trained run, or any other model's predictions: a report in four forms.",
    discussion: """
      Writes report.json, report.md, report.html and predictions.csv. With --predictions a table of another \
      model's predictions (PyTorch, TensorFlow, a paper's) is scored on the splits of the shards: a column that \
      says which row a line is of (sample_key; or member; or shard and row; or split and row) and one column for \
      each class, called as the class. Every row of a split must be there, or none of it. docs/comparing.md has \
      the format and a snippet that writes it.

      Example:
        fer-data evaluate runs/a
        fer-data evaluate runs/a --shards shards --out runs/a/report
        fer-data evaluate --predictions resnet.csv --shards shards --out runs/resnet
        fer-data evaluate --predictions logits.csv --logits --shards shards --out runs/b --name "Model B"
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The folder that train wrote; none with --predictions.")
  var folder: String?

  @Option(name: .long, help: "The folder of shards (default: the one the run was trained on).")
  var shards: String?

  @Option(name: .shortAndLong, help: "The folder to write (default: the run's own).")
  var out: String?

  @Option(name: .long, help: "A table of another model's predictions (CSV or TSV), to be scored.")
  var predictions: String?

  @Option(name: .long, help: "What the other model is called (default: the table's name).")
  var name: String?

  @Flag(name: .long, help: "The table holds logits, of which softmax makes probabilities.")
  var logits = false

  @Flag(
    name: .long,
    help: "The table holds predicted classes alone; figures that need probabilities stay undefined."
  )
  var labelsOnly = false

  @Flag(name: .long, help: "Leave the dataset's pictures out of report.html.")
  var noPictures = false

  func validate() throws {
    if predictions == nil {
      if folder == nil {
        throw ValidationError("name a run's folder, or a table with --predictions")
      }
      if logits || labelsOnly || name != nil {
        throw ValidationError("--logits, --labels-only and --name belong to --predictions")
      }
      return
    }
    if folder != nil { throw ValidationError("give either a run's folder or --predictions") }
    if shards == nil || out == nil {
      throw ValidationError("--predictions needs --shards, whose rows were predicted, and --out")
    }
    if logits, labelsOnly { throw ValidationError("give either --logits or --labels-only") }
  }

  func run() throws {
    try global.perform { session throws(WorkbenchError) in
      guard let predictions else {
        let folder = folder ?? ""
        return try EvaluateRun(
          run: folder, shards: shards, out: out ?? folder,
          command: "fer-data evaluate RUN" + (noPictures ? EvaluateRun.noPictures : ""),
          hasPictures: !noPictures
        ).run(session: session)
      }
      return try EvaluatePredictions(
        file: predictions, shards: shards ?? "", form: form, out: out ?? "", name: name,
        hasPictures: !noPictures
      ).run(session: session)
    }
  }

  private var form: PredictionForm {
    logits ? .logits : labelsOnly ? .classes : .probabilities
  }
}
