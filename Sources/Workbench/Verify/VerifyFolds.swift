internal import Core

/// Checks the runs of a cross-validation, and that they are the folds of one.
public struct VerifyFolds: Sendable {
  private let folder: String
  private let shards: String?

  /// The list of the digests of what is written of all folds.
  static let listName = "folds.sha256"

  /// A check of the cross-validation in a folder.
  ///
  /// - Parameter shards: the folder of its shards; nil for the one that `run.json` names, if it is there.
  public init(folder: String, shards: String? = nil) {
    (self.folder, self.shards) = (folder, shards)
  }

  /// Whether a folder holds a cross-validation.
  public static func isCrossValidation(_ folder: String) -> Bool {
    VerifyRun.isRun(fold(1, of: folder))
  }

  /// The folder of a fold, from 1.
  static func fold(_ number: Int, of folder: String) -> String {
    Files.join(folder, "fold-\(number)")
  }

  /// The numbers of the folds that have a run, from 1 on.
  static func folds(of folder: String) -> [Int] {
    Array((1...).prefix { VerifyRun.isRun(fold($0, of: folder)) })
  }

  /// Reads everything and lists what is wrong in any fold.
  public func run(session: Session) throws(WorkbenchError) -> RunVerdict {
    var verdict = RunVerdict(folder: folder)
    for number in Self.folds(of: folder) {
      let own = try VerifyRun(folder: Self.fold(number, of: folder), shards: shards)
        .run(session: session)
      if number == 1 { verdict.metadata = own.metadata }
      verdict.epochs += own.epochs
      verdict.findings += own.findings
      verdict.unchecked += own.unchecked.map { "fold \(number): \($0)" }
      if own.findings.isEmpty { verdict.checked.append("fold \(number) is sound") }
      if let key = ["recipe", "augmentation", "run_seed", "shards_digest", "kernels", "producer"]
        .first(where: { own.metadata[$0] != verdict.metadata[$0] })
      {
        verdict.findings.append("fold \(number) has another '\(key)' than fold 1")
      }
    }
    verdict.metadata["run_identity"] = "a fold has its own"
    let list = DigestList(Self.listName, in: folder)
    guard Files.exists(list.path) else {
      verdict.unchecked.append("the cross-validation is not finished; go on with train --resume")
      return verdict
    }
    let findings = try list.findings()
    verdict.findings += findings
    if findings.isEmpty { verdict.checked.append("all files of folds.sha256 have their digests") }
    return verdict
  }
}
