internal import Core
internal import Reports
internal import Tensors

extension VerifyRun {
  /// The report of predictions that another program made: its digests, its figures and its shards.
  func checkOutside(_ session: Session, _ verdict: inout RunVerdict) throws(WorkbenchError) {
    verdict.report = files.path
    try checkList(DigestList(EvaluateRun.listName, in: files.path), "evaluate", &verdict)
    let path = Files.join(files.path, "report.json")
    let report = (try? Files.read(path, limit: 256 << 20)).flatMap { try? JSON(parsing: $0) }
    let digest = report?["provenance"]?["shards_set_digest"]?.stringValue
    let own = try checkShards(digest, session, &verdict)
    try ReportCheck(folder: files.path, run: nil, shards: own).check(&verdict, session: session)
    try checkTable(report, &verdict)
  }

  /// The table the predictions came from, where `run.json` has it and it is still there.
  private func checkTable(
    _ report: JSON?, _ verdict: inout RunVerdict
  ) throws(WorkbenchError) {
    guard let listed = report?["provenance"]?["predictions_sha_256"]?.stringValue else { return }
    guard let path = record?["predictions"]?.stringValue, Files.exists(path) else {
      verdict.unchecked.append("the table of the model's predictions is not where run.json has it")
      return
    }
    let own = try lifting { () throws(FileError) in
      try MappedFile(path: path).withBytes { Digest.sha256(of: $0) }
    }
    if own.hex == listed {
      verdict.checked.append("\(path) is the table that was scored")
    } else {
      verdict.findings.append("\(path) is not the table that was scored; evaluate it again")
    }
  }

  private var record: JSON? {
    (try? Files.read(files.record, limit: 1 << 20)).flatMap { try? JSON(parsing: $0) }
  }

  /// The shards of this digest, where they can be found, and the sources they were made from.
  ///
  /// - Returns: their folder, if it holds them.
  func checkShards(
    _ digest: String?, _ session: Session, _ verdict: inout RunVerdict
  ) throws(WorkbenchError) -> String? {
    guard let digest else { return nil }
    guard let folder = shards ?? record?["shards"]?.stringValue,
      shards != nil || Files.exists(Files.join(folder, ShardIndex.fileName))
    else {
      verdict.unchecked.append(
        "its shards are not where run.json has them; name them with --shards")
      return nil
    }
    let index = try lifting { () throws(TensorError) in try ShardIndex(folder: folder) }
    guard index.setDigest.hex == digest else {
      verdict.findings.append("\(folder) holds other shards than those the run was trained on")
      return nil
    }
    let shards = try VerifyShards(folder: folder).run(session: session)
    verdict.findings += shards.findings
    if shards.findings.isEmpty {
      verdict.checked.append("the shards in \(folder) are sound and its own")
    }
    let folders = [Files.currentFolder(), Files.parent(folder), Files.parent(files.path)]
    try SourceCheck(named: sources, folders: folders).check(index, &verdict)
    return folder
  }
}
