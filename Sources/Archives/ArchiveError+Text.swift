internal import Core

extension ArchiveError: CustomStringConvertible {
  /// One sentence: what was wrong, then what to do about it.
  public var description: String {
    switch self {
    case .file(let error), .memberUnreadable(let error):
      error.description
    case .noSource:
      "no source was given; name an archive, a folder, a file, or - for standard input"
    case .emptyFile(let path):
      "\(path) is empty; download or copy it again"
    case .notRegular(let path):
      "\(path) is neither a file nor a folder; give an archive or a folder of images"
    case .notAnArchive(let path, let compression?):
      "\(path) holds no readable archive under its \(compression) compression; "
        + "download or copy it again, or give an archive of images"
    case .notAnArchive(let path, nil):
      "\(path) is not an archive; give a tar (also .gz, .bz2, .xz, .zst, .lz4), zip, 7z or rar file, "
        + "a table or image with its ending, or a folder"
    case .noFiles(let path):
      "\(path) holds no files; give an archive or a folder with images in class folders"
    case .truncated(let path, let membersRead, let detail):
      "\(path) is cut off \(ArchiveError.place(membersRead)) (\(detail)); "
        + "download or copy it again"
    case .damaged(let path, let membersRead, let detail):
      "\(path) is damaged \(ArchiveError.place(membersRead)) (\(detail)); "
        + "download or copy it again"
    case .damagedStream(let path, let membersRead, let detail):
      "\(path) is damaged \(ArchiveError.place(membersRead)) (\(detail)), and in a 7z or rar "
        + "nothing can be read after that; download or copy it again"
    case .partOpensAlone(let path, let first):
      "\(path) is an archive of its own and not a part of \(first); "
        + "import each under its own command"
    case .partNotAFile(let path):
      "\(path) cannot be a part of an archive; give the parts as files, in their order"
    case .encrypted(let path):
      "\(path) is encrypted; unpack it with its password and give the folder"
    case .tooManyMembers(let path, let limit):
      "\(path) has more than \(limit) members; raise --max-members if you trust it"
    case .tooManyBytes(let path, let limit):
      "\(path) unpacks to more than \(limit) bytes; raise --max-total-bytes if you trust it"
    case .tooExpanded(let path, let limit):
      "\(path) unpacks to more than \(limit) times its size, as only a bomb does; "
        + "raise --max-ratio if you trust it"
    case .unknownFormat(let path):
      "\(path) does not say which archive to write; "
        + "end the name in .tar, .tar.gz, .tar.xz, .tar.zst, .zip or .7z"
    case .unsafeName(let name):
      "“\(name)” cannot be a member's name; use a relative path without “..”"
    case .cannotWrite(let path, let detail):
      "cannot write \(path): \(detail); check the disk and the name, then run it again"
    case .memberTooLarge(let member, let limit):
      "\(member) is larger than the limit of \(limit) bytes; raise --max-member-bytes to accept it"
    case .memberTooExpanded(let member, let limit):
      "\(member) unpacks to more than \(limit) times its size, as only a bomb does; "
        + "raise --max-ratio if you trust it"
    case .memberNameUnusable(let member, let fault):
      "the name of \(member) cannot be used since it \(ArchiveError.words(for: fault)); "
        + "rename it and pack the archive again"
    case .memberNotRegular(let member, let kind):
      "\(member) is \(kind) and no file; it was left alone"
    case .memberNestedTooDeep(let member):
      "\(member) is an archive within an archive within the source; "
        + "unpack the outermost and import what is in it"
    case .memberEncrypted(let member):
      "\(member) is encrypted; unpack the archive with its password and give the folder"
    case .memberDamaged(let member, let detail):
      "\(member) is damaged in the archive (\(detail)); download or copy the archive again"
    case .noData(let member):
      "\(member) has no data left to read; read each file once"
    }
  }

  private static func words(for fault: NameFault) -> String {
    switch fault {
    case .empty: "is empty"
    case .undecodable: "cannot be decoded"
    case .containsNUL: "contains a zero byte"
    case .tooLong(let limit): "is longer than \(limit) bytes"
    }
  }

  private static func place(_ membersRead: Int) -> String {
    switch membersRead {
    case 0: "before the end of its first member"
    case 1: "after 1 whole member"
    default: "after \(membersRead) whole members"
    }
  }
}
