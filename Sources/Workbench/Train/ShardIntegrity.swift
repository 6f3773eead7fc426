internal import Core
internal import Tensors

/// Makes sure that shards are the ones their index describes, before anything is learnt or scored from them.
enum ShardIntegrity {
  /// Compares the SHA-256 of every shard of the splits with the index.
  static func check(
    _ index: ShardIndex, folder: String, splits: [Split], pool: WorkerPool
  ) throws(WorkbenchError) {
    let files = index.splits.filter { splits.contains($0.split) }.flatMap(\.shards).map(\.file)
    _ = try pool.tryMap(files.count) { number, _ throws(WorkbenchError) in
      let path = Files.join(folder, files[number].name)
      let digest = try lifting { () throws(FileError) in
        try MappedFile(path: path).withBytes { Digest.sha256(of: $0) }
      }
      guard digest == files[number].sha256 else {
        throw .problem(
          "\(path) is not the shard that index.json describes; run fer-data verify \(folder)")
      }
    }
  }
}
