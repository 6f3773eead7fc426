import Core
import DatasetCatalog
import TestSupport
import Testing

@Suite("Workspace")
struct WorkspaceTests {
  @Test("the nearest workspace upward is found, or the one that is named")
  func locate() throws {
    let folder = try TemporaryFolder()
    let deep = folder.file("a/b/c")
    try Files.createDirectories(deep)
    #expect(Workspace.locate(explicit: nil, from: deep) == nil)
    #expect(Workspace.place(explicit: nil, from: deep) == deep + "/.fer-data")
    #expect(Workspace.place(explicit: "w", from: deep) == "w")
    #expect(throws: CatalogError.noWorkspace(folder: deep)) {
      try Workspace.find(explicit: nil, from: deep)
    }
    let outer = folder.file(".fer-data")
    _ = try Catalog.openOrCreate(outer, taxonomy: .fer7)
    #expect(Workspace.locate(explicit: nil, from: deep) == outer)
    let inner = folder.file("a/b/.fer-data")
    _ = try Catalog.openOrCreate(inner, taxonomy: .fer7)
    #expect(Workspace.locate(explicit: nil, from: deep) == inner)
    #expect(Workspace.locate(explicit: outer, from: deep) == outer)
    #expect(Workspace.locate(explicit: folder.path, from: deep) == outer)
    #expect(Workspace.locate(explicit: folder.file("a"), from: deep) == nil)
  }

  @Test("a second writer is refused and told who writes; readers are not")
  func secondWriter() throws {
    let folder = try TemporaryFolder()
    let path = folder.file(".fer-data")
    let writer = try CatalogFixtures.open(folder)
    do throws(CatalogError) {
      _ = try Catalog.open(path, mode: .write)
      Issue.record("a second writer came in")
    } catch {
      guard case .locked(path, let pid?) = error else {
        Issue.record("\(error)")
        return
      }
      #expect("\(error)".contains("process \(pid);"))
    }
    let session = try writer.beginImport(source: "faces", path: "/f", kind: "archive")
    try session.append(CatalogFixtures.records(0..<3))
    let reader = try Catalog.open(path, mode: .read)
    #expect(try reader.ledger().acceptedCount == 3)
    try session.append(CatalogFixtures.records(3..<5))
    #expect(try reader.ledger().acceptedCount == 5)
  }

  @Test("letting go of a writer frees the lock")
  func lockIsFreed() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<3 { _ = try CatalogFixtures.open(folder) }
  }

  @Test("a reader changes nothing")
  func readerCannotWrite() throws {
    let folder = try TemporaryFolder()
    _ = try CatalogFixtures.open(folder)
    let path = folder.file(".fer-data")
    let reader = try Catalog.open(path, mode: .read)
    #expect(throws: CatalogError.openForReading(path: path)) {
      try reader.recordRun(kind: "x", [:])
    }
    #expect(throws: CatalogError.openForReading(path: path)) {
      try reader.beginImport(source: "s", path: "p", kind: "archive")
    }
  }

  @Test("a workspace keeps its taxonomy and refuses another, naming both")
  func oneTaxonomy() throws {
    let folder = try TemporaryFolder()
    let path = folder.file(".fer-data")
    _ = try Catalog.openOrCreate(path, taxonomy: .ekman7)
    #expect(try Catalog.open(path, mode: .read).taxonomy == .ekman7)
    #expect(try Catalog.open(path, mode: .write).taxonomy == .ekman7)
    do throws(CatalogError) {
      _ = try Catalog.openOrCreate(path, taxonomy: .fer7)
      Issue.record("another taxonomy was accepted")
    } catch {
      #expect("\(error)".contains("'ekman7 (anger,") && "\(error)".contains("'fer7 (angry,"))
    }
  }

  @Test(
    "what is no catalog says so", arguments: [[], [1, 2, 3], Array(repeating: 65, count: 5000)])
  func notACatalog(bytes: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let path = folder.file(".fer-data")
    #expect(throws: CatalogError.noWorkspace(folder: path)) { try Catalog.open(path, mode: .read) }
    try Files.createDirectories(path)
    try Files.writeAtomically(bytes, to: path + "/catalog.sqlite")
    do throws(CatalogError) {
      _ = try Catalog.open(path, mode: .read)
      Issue.record("it was opened")
    } catch {
      switch error {
      case .unfinishedWorkspace: #expect(bytes.isEmpty)
      case .damagedCatalog: #expect(!bytes.isEmpty)
      default: Issue.record("\(error)")
      }
    }
  }

  @Test("a damaged catalog never stops the program")
  func damagedCatalog() throws {
    let folder = try TemporaryFolder()
    let records = CatalogFixtures.records(0..<40)
    try CatalogFixtures.importFaces(folder, records)
    let path = folder.file(".fer-data")
    let whole = try Files.read(path + "/catalog.sqlite", limit: 1 << 22)
    for page in 0..<whole.count / 4096 {
      var damaged = whole
      for position in stride(from: page * 4096 + 7, to: (page + 1) * 4096, by: 5) {
        damaged[position] ^= 0x5A
      }
      try Files.writeAtomically(damaged, to: path + "/catalog.sqlite")
      do throws(CatalogError) {
        let catalog = try Catalog.open(path, mode: .read)
        _ = try catalog.status()
        _ = try catalog.details(for: try catalog.sampleSummaries().map(\.id))
      } catch { #expect(!"\(error)".isEmpty) }
    }
  }
}
