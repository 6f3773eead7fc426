public import Core

/// Checks a folder of shards: every byte against the index, every row against its CRC-32C.
public struct ShardVerifier: Sendable {
  /// Files that may lie beside the shards without belonging to the set.
  public let allowedFiles: Set<String>

  /// A check that lets `allowedFiles` lie in the folder.
  public init(allowedFiles: Set<String> = ["run.json"]) {
    self.allowedFiles = allowedFiles
  }

  /// Checks `folder`, one shard a task of `pool`; the findings do not depend on its threads.
  ///
  /// - Throws: `TensorError` where the folder cannot be listed or has no index at all.
  public func verify(folder: String, pool: WorkerPool) throws(TensorError) -> ShardVerification {
    var findings: [ShardFinding] = []
    let index: ShardIndex?
    do throws(TensorError) {
      index = try ShardIndex(folder: folder)
    } catch {
      guard case .badIndex(_, let reason) = error else { throw error }
      findings.append(.damagedIndex(reason: reason))
      index = nil
    }
    let present: [String]
    do { present = try Files.list(folder) } catch { throw .file(error) }
    let tasks = Self.tasks(index: index, present: present)
    let checks = pool.map(tasks.count) { number, _ in Self.check(tasks[number], folder: folder) }
    for (task, check) in zip(tasks, checks) {
      findings += check.findings
      guard let index, let listed = task.listed, let shard = check.shard else { continue }
      let first = zip(tasks, checks).first { $0.0.split == task.split }?.1.shard
      let reason = ShardSet.disagreement(of: shard, listed, index, task.split, first: first)
      if let reason {
        findings.append(.inconsistentShard(name: task.name, reason: reason))
      }
    }
    var bytes = checks.reduce(0) { $0 + $1.bytes }
    if let index {
      findings += Self.countFindings(index: index, tasks: tasks, checks: checks)
      let rows = Self.checkRows(index.rows, folder: folder)
      bytes += rows.bytes
      findings += rows.findings
      let known = Set(index.files.map(\.name) + [ShardIndex.fileName]).union(allowedFiles)
      findings += present.filter { !known.contains($0) }.map { .unexpectedFile(name: $0) }
    }
    return ShardVerification(
      findings: findings, shards: checks.count { $0.shard != nil },
      rows: checks.reduce(0) { $0 + $1.rows }, bytes: bytes, setDigest: index?.setDigest)
  }
}

extension ShardVerifier {
  private struct Task: Sendable {
    let name: String
    let split: Split
    /// The index's entry; nil where there is no sound index.
    let listed: ShardIndexFile?
  }

  private struct Check: Sendable {
    var findings: [ShardFinding] = []
    var shard: ShardReader?
    var rows = 0
    var bytes = 0
    var classCounts: [Int: Int] = [:]
    var originalCounts: [Int: Int] = [:]
  }

  private static func tasks(index: ShardIndex?, present: [String]) -> [Task] {
    if let index {
      return index.splits.flatMap { entry in
        entry.shards.map { Task(name: $0.file.name, split: entry.split, listed: $0) }
      }
    }
    return present.filter { $0.hasSuffix(".safetensors") }
      .map { Task(name: $0, split: .train, listed: nil) }
  }

  private static func check(_ task: Task, folder: String) -> Check {
    var check = Check()
    let path = Files.join(folder, task.name)
    let shard: ShardReader
    do throws(TensorError) {
      shard = try ShardReader(path: path)
    } catch {
      if case .file(let error) = error {
        check.findings.append(.missingFile(name: task.name, reason: "\(error)"))
      } else {
        check.findings.append(.unreadableShard(name: task.name, reason: "\(error)"))
      }
      return check
    }
    let (bytes, sha256) = shard.fileDigest()
    if let listed = task.listed, bytes != listed.file.bytes || sha256 != listed.file.sha256 {
      check.findings.append(.damagedFile(name: task.name))
    }
    for row in 0..<shard.count {
      if !shard.verifyRow(row) {
        check.findings.append(.damagedRow(shard: task.name, row: row))
      }
      check.classCounts[shard.label(at: row), default: 0] += 1
      if shard.copy(at: row) == 0 { check.originalCounts[shard.label(at: row), default: 0] += 1 }
    }
    check.shard = shard
    check.rows = shard.count
    check.bytes = bytes
    return check
  }

  private static func countFindings(
    index: ShardIndex, tasks: [Task], checks: [Check]
  ) -> [ShardFinding] {
    var findings: [ShardFinding] = []
    for entry in index.splits {
      let own = zip(tasks, checks).filter { $0.0.split == entry.split }.map(\.1)
      guard own.allSatisfy({ $0.shard != nil }) else { continue }
      for (expected, counted) in [
        (entry.classCounts, own.map(\.classCounts)),
        (entry.originalCounts, own.map(\.originalCounts)),
      ] {
        let found = index.classNames.indices.map { label in
          counted.reduce(0) { $0 + ($1[label] ?? 0) }
        }
        if found != expected {
          findings.append(.wrongCounts(split: entry.split, expected: expected, found: found))
        }
      }
    }
    return findings
  }

  private static func checkRows(_ rows: FileSummary, folder: String) -> Check {
    var check = Check()
    do {
      let file = try MappedFile(path: Files.join(folder, rows.name))
      check.bytes = file.count
      let sha256 = file.withBytes { Digest.sha256(of: $0) }
      if file.count != rows.bytes || sha256 != rows.sha256 {
        check.findings.append(.damagedFile(name: rows.name))
      }
    } catch {
      check.findings.append(.missingFile(name: rows.name, reason: "\(error)"))
    }
    return check
  }
}
