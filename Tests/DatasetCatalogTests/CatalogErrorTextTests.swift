import Core
import DatasetCatalog
import Testing

@Suite("Texts of catalog errors")
struct CatalogErrorTextTests {
  static let content = ContentID(.sha256(of: ""))

  static let texts: [(CatalogError, String)] = [
    (
      .noWorkspace(folder: "/d"),
      "there is no .fer-data workspace in '/d' or above it; run fer-data import there first, or "
        + "name one with --workspace"
    ),
    (
      .unfinishedWorkspace(path: "/w"),
      "the workspace '/w' was never finished; run fer-data import again"
    ),
    (
      .damagedCatalog(path: "/c", detail: "file is not a database"),
      "the catalog '/c' is damaged (file is not a database); import the sources again into a new "
        + "workspace"
    ),
    (
      .newerCatalog(path: "/c"),
      "the catalog '/c' was written by a later version of fer-data; use that version"
    ),
    (
      .locked(path: "/w", pid: 12),
      "the workspace '/w' is being written by process 12; wait until it ends or stop it"
    ),
    (
      .locked(path: "/w", pid: nil),
      "the workspace '/w' is being written by another process; wait until it ends or stop it"
    ),
    (
      .openForReading(path: "/c"),
      "the catalog '/c' was opened for reading only; open it for writing"
    ),
    (.diskFull(path: "/c"), "the disk of '/c' is full; free some space, then run it again"),
    (
      .notWritable(path: "/c"),
      "the catalog '/c' may not be written; check the permissions of its folder or name another "
        + "place with --workspace"
    ),
    (
      .taxonomyMismatch(workspace: "fer7", given: "ekman7"),
      "the workspace uses the taxonomy 'fer7', not 'ekman7'; use its taxonomy or another "
        + "--workspace"
    ),
    (
      .memberChanged(source: "s", member: "m"),
      "'m' of source 's' is already in the catalog with other bytes; import the changed archive "
        + "under a new name with --name"
    ),
    (
      .memberRepeated(source: "s", member: "m", occurrence: 2),
      "occurrence 2 of 'm' of source 's' was imported twice at once; number the occurrences of "
        + "equal names"
    ),
    (
      .badMember(member: "m", reason: "label 9 of 7 classes"),
      "'m' cannot be stored: label 9 of 7 classes; check the layout and the taxonomy"
    ),
    (
      .unknownSource(name: "s"),
      "there is no source 's' in the workspace; fer-data status lists them"
    ),
    (
      .unknownClass(name: "hapy", nearest: "happy"),
      "there is no class 'hapy' in the taxonomy; did you mean 'happy'?"
    ),
    (
      .unknownClass(name: "x", nearest: nil),
      "there is no class 'x' in the taxonomy; fer-data status lists the classes"
    ),
    (
      .packCutShort(path: "/p", bytes: 1, expected: 2),
      "the pack '/p' has 1 of its 2 bytes; restore it from a backup or import the sources again "
        + "into a new workspace"
    ),
    (
      .changedSource(path: "/s", content),
      "the source '/s' no longer holds the bytes of \(content); restore it, or import it again "
        + "under a new name with --name"
    ),
    (
      .missingSource(path: "/s", content),
      "the source '/s', which holds the bytes of \(content), is not there any more; restore it, or "
        + "import it again under its name from where it is now"
    ),
    (
      .fileTooLarge(path: "/c"),
      "the catalog '/c' may not grow: the largest size of a file is limited; raise the limit "
        + "(ulimit -f) or use a disk that allows larger files, then run it again"
    ),
    (
      .olderCatalog(path: "/c"),
      "the catalog '/c' was written by an earlier version of fer-data; run fer-data split or "
        + "import once to bring it up to date"
    ),
    (
      .database(path: "/c", detail: "disk I/O error"),
      "the catalog '/c' cannot be used (disk I/O error); check the disk and run it again"
    ),
    (
      .unknownSample(id: 3), "there is no sample 3 in the workspace; import or split again"
    ),
    (
      .unknownContent(content), "there is no content \(content) in the workspace; import its source"
    ),
    (
      .damagedContent(path: "/p", content),
      "the bytes of \(content) in '/p' are damaged; restore the file from a backup or import the "
        + "sources again into a new workspace"
    ),
    (.unknownDecision(id: 3), "there is no decision 3; fer-data curate log lists them"),
    (
      .alreadyUndone(id: 3),
      "decision 3 is already undone; undo the undoing to have it back"
    ),
    (.unknownBatch(number: 3), "there is no batch 3; fer-data curate log lists them"),
    (
      .batchAlreadyUndone(number: 3),
      "nothing of batch 3 is in force; fer-data curate log shows what is"
    ),
    (
      .tooFewBatches(count: 0, wanted: 1),
      "there is nothing to undo; fer-data curate log shows what was decided"
    ),
    (
      .tooFewBatches(count: 2, wanted: 5),
      "5 batches cannot be undone where 2 are in force; give a smaller number, or --all"
    ),
    (
      .unknownSnapshot(name: "frist", nearest: "first"),
      "there is no snapshot 'frist'; did you mean 'first'?"
    ),
    (
      .unknownSnapshot(name: "x", nearest: nil),
      "there is no snapshot 'x'; fer-data snapshot list shows them"
    ),
    (
      .snapshotExists(name: "x"),
      "there is a snapshot 'x' already; take another name, or remove it first with fer-data "
        + "snapshot remove"
    ),
    (
      .cannotRestore(name: "x", reason: "why"),
      "the snapshot 'x' cannot be restored here: why; fer-data snapshot diff x now shows what "
        + "differs"
    ),
  ]

  @Test("each says what was wrong and what to do", arguments: texts)
  func text(error: CatalogError, text: String) {
    #expect("\(error)" == text)
  }
}
