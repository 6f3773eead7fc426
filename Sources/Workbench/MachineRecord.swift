internal import Core

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What may differ between two equal runs: times, threads, machine.
///
/// Written to `run.json`, which no digest covers.
struct MachineRecord: Sendable {
  let step: String
  let seconds: Double
  let threads: Int
  var extra: [String: JSON] = [:]

  var json: JSON {
    var members = extra
    members["machine"] = MachineRecord.machine()
    members["seconds"] = .number((seconds * 1000).rounded() / 1000)
    members["step"] = .string(step)
    members["threads"] = .integer(threads)
    members["version"] = .string(Version.current)
    return .object(members)
  }

  func write(to path: String) throws(WorkbenchError) {
    try lifting { () throws(FileError) in
      try Files.writeAtomically(text: json.text(indent: true), to: path)
    }
  }

  /// The processor, its cores and the system, as far as they can be told.
  static func machine() -> JSON {
    var name = utsname()
    uname(&name)
    func text<Field>(_ field: Field) -> JSON {
      withUnsafeBytes(of: field) { bytes in
        .string(String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
      }
    }
    return [
      "architecture": text(name.machine), "instructions": .string(instructions),
      "kernel": text(name.release),
      "processor": .string(processor() ?? "unknown"),
      "processors": .integer(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      "system": text(name.sysname),
    ]
  }

  /// What the network's kernels are built of; their bytes do not depend on it.
  private static var instructions: String {
    #if arch(x86_64)
      "AVX2, FMA"
    #else
      "NEON"
    #endif
  }

  /// The model name of /proc/cpuinfo, which has no size of its own and so is read by the line.
  private static func processor() -> String? {
    guard let file = fopen("/proc/cpuinfo", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 1024)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = line.withUnsafeBytes { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard text.hasPrefix("model name"), let colon = text.firstIndex(of: ":") else { continue }
      return text[text.index(after: colon)...].split(separator: "\n").first.map {
        String($0.drop { $0 == " " })
      }
    }
    return nil
  }
}
