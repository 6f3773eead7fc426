internal import ArgumentParser
internal import Core
internal import Workbench

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The command line: flags in, one use case, text out, exit code.
@main
struct FerData: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fer-data",
    abstract:
      "Turn labelled archives of faces into clean, reproducible tensor shards and honest scores.",
    discussion: """
      A first session:
        fer-data synth --out sample.tar          a drawn dataset, for trying things out
        fer-data import sample.tar               labelled archive → catalog
        fer-data audit --out audit               what is wrong with it, with pictures
        fer-data crop                            find faces in photographs, store what is cut out
        fer-data curate exclude --issue blurred  decide, after a look at what would change
        fer-data split                           leak-closed, stratified
        fer-data preview --out preview.png       what the pipeline and the augmentation do
        fer-data shards --out shards             train/val/test tensor files
        fer-data train shards --out runs/a       the embedded CNN
        fer-data evaluate runs/a                 report.json, report.md, report.html
        fer-data compare runs/a runs/b           a leaderboard and paired tests
        fer-data verify runs/a                   whether its report stands
        fer-data card runs/a                     README.md for the Hub
        fer-data predict --model runs/a a.jpg    what the network makes of other images
      or all of it from one file:
        fer-data run manifests/pipelines/sample.yaml --source sample.tar --out out
      """,
    version: Version.current,
    subcommands: [
      Import.self, Status.self, Audit.self, Crop.self, CurateCommand.self, SnapshotCommand.self,
      SplitCommand.self, Preview.self, Shards.self, Verify.self, Replay.self, Train.self, Tune.self,
      Evaluate.self, Compare.self, Card.self, Predict.self, Run.self, Synth.self,
      ModelCommand.self,
    ])

  static func main() {
    // A limit on the size of files then is an error of the write that meets it, not the program's end.
    signal(SIGXFSZ, SIG_IGN)
    var command: any ParsableCommand
    do {
      command = try parseAsRoot()
    } catch {
      exit(withError: error)
    }
    do {
      try command.run()
    } catch let error as WorkbenchError {
      Output.complain(error.description)
      exit(withError: ExitCode(error.isUsage ? 64 : 1))
    } catch {
      exit(withError: error)
    }
  }
}
