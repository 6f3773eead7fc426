internal import ArgumentParser
internal import Core
internal import Workbench

/// What every verb takes.
struct GlobalOptions: ParsableArguments {
  @Flag(name: .long, help: "Print the result as JSON (sorted keys) on standard output.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress and no warnings on standard error.")
  var quiet = false

  @Option(
    name: .long,
    help: "Worker threads; the results do not depend on their number (default: the processors).")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) {
      throw ValidationError("--threads must be between 1 and 256, not \(threads)")
    }
  }

  /// Runs a use case with progress, warnings and Ctrl-C, then prints its result.
  func perform<Result: Printable>(_ body: (Session) throws(WorkbenchError) -> Result) throws {
    let printer = ProgressPrinter(isQuiet: quiet, clock: Monotonic.seconds)
    let interruption = Interruption()
    let session = Session(
      pool: WorkerPool(threads: threads ?? Monotonic.processors()),
      report: { printer.show($0) },
      warn: { printer.warn($0) },
      notice: { printer.notice($0) },
      isCancelled: { interruption.isRequested },
      clock: Monotonic.seconds)
    let result: Result
    do {
      result = try body(session)
    } catch {
      printer.finish()
      throw error
    }
    printer.finish()
    let text = json ? result.json.text(indent: true).trimmingNewline() : Output.safe(result.text)
    guard Output.say(text) else {
      Output.complain("cannot write the result to standard output; check the disk or the pipe")
      throw ExitCode(1)
    }
    if let code = result.failureCode { throw ExitCode(code) }
  }
}

/// Which workspace a verb works in.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The workspace folder (default: the nearest .fer-data here or above; import makes one).")
  var workspace: String?
}

extension String {
  fileprivate func trimmingNewline() -> String { hasSuffix("\n") ? String(dropLast()) : self }
}
