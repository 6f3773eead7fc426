import Archives
import Core
import TestSupport

/// What one walk over a source gave.
struct Reading {
  struct Member: Hashable {
    let name: String
    let kind: ArchiveMember.Kind
    let data: [UInt8]?
    let problem: ArchiveError?
  }

  var members: [Member] = []
  var failure: ArchiveError?
  var summary: ArchiveSummary?

  /// The files that were read whole.
  var files: [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for member in members { files[member.name] = member.data }
    return files
  }

  /// Walks a source to its end, or to where it fails.
  static func of(_ path: String, limits: ArchiveLimits = ArchiveLimits()) -> Reading {
    var reading = Reading()
    do {
      var source = try SourceReader(path: path, limits: limits)
      do {
        while let member = try source.next() {
          try reading.take(member, from: &source)
        }
      } catch {
        reading.failure = error
      }
      reading.summary = try source.finish()
    } catch {
      reading.failure = error
    }
    return reading
  }

  /// Writes bytes to a file of a new folder and walks it.
  static func of(
    _ bytes: [UInt8], named name: String = "a.tar", limits: ArchiveLimits = ArchiveLimits()
  ) throws -> Reading {
    let folder = try TemporaryFolder()
    let path = folder.file(name)
    try Files.writeAtomically(bytes, to: path)
    return withExtendedLifetime(folder) { of(path, limits: limits) }
  }

  private mutating func take(
    _ member: ArchiveMember, from source: inout SourceReader
  ) throws(ArchiveError) {
    var data: [UInt8]?
    var problem = member.problem
    if member.kind == .file {
      do {
        data = try source.readData()
      } catch  where error.concernsOneMember {
        problem = error
      }
    }
    members.append(
      Member(name: member.displayName, kind: member.kind, data: data, problem: problem))
  }
}
