public import Core
internal import Foundation

/// Runs the built `fer-data` as a person would.
public struct Program: Sendable {
  /// What a run came to.
  public struct Outcome: Sendable {
    /// The exit code; 128 + the signal's number where a signal ended it.
    public let code: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
  }

  private let path: String

  /// The program that was built beside the tests.
  public init() throws(FileError) {
    let own = CommandLine.arguments.first ?? ""
    path = Files.join(Files.parent(own), "fer-data")
    guard Files.exists(path) else {
      throw FileError(
        operation: "run", path: path, detail: "it is not built; run swift build first")
    }
  }

  /// Runs with arguments in a folder and waits; `environment` is put over this process's own.
  public func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Files, not pipes: a full pipe would block a talkative program.
    let out = Files.join(folder, ".stdout-\(UUID().uuidString)")
    let err = Files.join(folder, ".stderr-\(UUID().uuidString)")
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    defer { for file in [out, err] { try? Files.remove(file) } }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let signalled = process.terminationReason == .uncaughtSignal
    return Outcome(
      code: (signalled ? 128 : 0) + process.terminationStatus,
      output: String(decoding: try Files.read(out, limit: 1 << 26), as: UTF8.self),
      errors: String(decoding: try Files.read(err, limit: 1 << 26), as: UTF8.self))
  }
}
