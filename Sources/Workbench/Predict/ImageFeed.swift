internal import Archives
internal import Core
internal import Imaging

/// An image file that was found, or why there is none.
struct FoundImage: Sendable {
  /// As a person would name it: the path, or the archive's path, a colon and the member.
  let name: String
  /// The file's bytes, or the reason why they cannot be read.
  let bytes: Result<[UInt8], WorkbenchError>
  /// Whether the file itself was named, so that it should be an image.
  let isNamed: Bool
}

/// Finds the images that were named: files, folders, archives, and paths read line by line.
final class ImageFeed {
  private var inputs: ArraySlice<String>
  private let nextLine: () -> String?
  private var isReadingLines = false
  private var reader: SourceReader?
  private var readerName = ""
  /// Links met in folders, which are never followed.
  private(set) var links = 0

  /// A batch ends at this many images or bytes, whichever comes first.
  private static let batchImages = 256
  private static let batchBytes = 32 << 20

  /// A feed of what was named; `nextLine` gives the paths that "-" stands for.
  init(_ inputs: [String], nextLine: @escaping () -> String?) {
    (self.inputs, self.nextLine) = (inputs[...], nextLine)
  }

  /// The next images; none at the end.
  func batch() -> [FoundImage] {
    var batch: [FoundImage] = []
    var bytes = 0
    while batch.count < Self.batchImages, bytes < Self.batchBytes, let image = next() {
      if case .success(let own) = image.bytes { bytes += own.count }
      batch.append(image)
    }
    return batch
  }

  private func next() -> FoundImage? {
    while true {
      if reader != nil {
        if let image = nextMember() { return image }
      } else if isReadingLines {
        if let line = nextLine() {
          if let image = open(line) { return image }
        } else {
          isReadingLines = false
        }
      } else if let input = inputs.popFirst() {
        if input == "-" {
          isReadingLines = true
        } else if let image = open(input) {
          return image
        }
      } else {
        return nil
      }
    }
  }

  /// The image at a path; nil where it is a folder or an archive, whose members follow, or an empty line.
  private func open(_ path: String) -> FoundImage? {
    if path.isEmpty { return nil }
    do throws(WorkbenchError) {
      if !Files.isDirectory(path), try isImage(path) { return image(at: path) }
      let source = try lifting { () throws(ArchiveError) in
        try SourceFiles(paths: [path], spoolFolder: "/tmp")
      }
      // A file that import would take alone, such as a table: as an image it is what its bytes are.
      if source.kind == .file { return image(at: path) }
      reader = try lifting { () throws(ArchiveError) in try source.reader(hashing: false) }
      readerName = source.isFolder ? (path.hasSuffix("/") ? path : path + "/") : path + ":"
      return nil
    } catch .archive(.notAnArchive(_, nil)) {
      return image(at: path)
    } catch {
      return FoundImage(name: path, bytes: .failure(error), isNamed: true)
    }
  }

  private func isImage(_ path: String) throws(WorkbenchError) -> Bool {
    try lifting { () throws(FileError) in
      try MappedFile(path: path).withBytes { ImageFormat(sniffing: $0) != nil }
    }
  }

  private func image(at path: String) -> FoundImage {
    let bytes = Result { () throws(WorkbenchError) in
      try lifting { () throws(FileError) in
        try Files.read(path, limit: ArchiveLimits().maximumMemberBytes)
      }
    }
    return FoundImage(name: path, bytes: bytes, isNamed: true)
  }

  /// The next file of the folder or archive that is being read; nil at its end.
  private func nextMember() -> FoundImage? {
    do throws(ArchiveError) {
      while let member = try reader?.next() ?? nil {
        let name = readerName + member.displayName
        if let problem = member.problem {
          return FoundImage(name: name, bytes: .failure(.archive(problem)), isNamed: false)
        }
        if member.kind == .link { links += 1 }
        guard member.kind == .file else { continue }
        do throws(ArchiveError) {
          return FoundImage(
            name: name, bytes: .success(try reader?.readData() ?? []), isNamed: false)
        } catch  where error.concernsOneMember {
          return FoundImage(name: name, bytes: .failure(.archive(error)), isNamed: false)
        }
      }
      reader = nil
      return nil
    } catch {
      reader = nil
      let name = String(readerName.dropLast())
      return FoundImage(name: name, bytes: .failure(.archive(error)), isNamed: true)
    }
  }
}

extension SourceFiles {
  fileprivate var isFolder: Bool { kind == .folder }
}
