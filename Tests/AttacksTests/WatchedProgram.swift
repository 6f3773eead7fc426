import Core
import Foundation

/// Runs the built `fer-data`, watches its memory, and stops it when it does not end by itself.
struct WatchedProgram {
  /// What a run came to.
  struct Outcome {
    /// The exit code; 128 + the signal's number where a signal ended it.
    var code: Int32
    /// Standard output.
    var output: String
    /// Standard error.
    var errors: String
    /// The most anonymous memory seen (RssAnon, which leaves mapped files out), in KiB.
    var peakKiB: Int
    /// Whether it had to be killed because it did not end.
    var isEndless: Bool
  }

  /// A run that takes longer is taken for one that never ends.
  static let patience = 60.0
  private let path: String

  init() throws {
    let own = CommandLine.arguments.first ?? ""
    path =
      ProcessInfo.processInfo.environment["FER_DATA_PROGRAM"]
      ?? Files.join(Files.parent(own), "fer-data")
    guard Files.exists(path) else {
      throw FileError(
        operation: "run", path: path, detail: "it is not built; run swift build first")
    }
  }

  /// Runs with arguments in a folder and waits; what it prints goes to files in `scratch`.
  func run(_ arguments: [String], in folder: String, scratch: String) throws -> Outcome {
    let (out, err) = (Files.join(scratch, "stdout"), Files.join(scratch, "stderr"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    let started = Date()
    try process.run()
    var (peak, isEndless) = (0, false)
    while process.isRunning {
      peak = max(peak, Self.anonymousKiB(of: process.processIdentifier))
      if !isEndless, Date().timeIntervalSince(started) > Self.patience {
        isEndless = true
        kill(process.processIdentifier, SIGKILL)
      }
      usleep(1000)
    }
    process.waitUntilExit()
    let signalled = process.terminationReason == .uncaughtSignal
    return Outcome(
      code: (signalled ? 128 : 0) + process.terminationStatus,
      output: String(decoding: try Files.read(out, limit: 1 << 28), as: UTF8.self),
      errors: String(decoding: try Files.read(err, limit: 1 << 28), as: UTF8.self), peakKiB: peak,
      isEndless: isEndless)
  }

  private static func anonymousKiB(of process: Int32) -> Int {
    guard let file = fopen("/proc/\(process)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let bytes = line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:))
      let text = String(decoding: bytes, as: UTF8.self)
      if text.hasPrefix("RssAnon:") { return Int(text.filter(\.isNumber)) ?? 0 }
    }
    return 0
  }
}
