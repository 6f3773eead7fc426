internal import Core
internal import Imaging
internal import Reports

/// Writes the audit's files into a folder.
struct AuditFiles {
  let out: String

  /// Writes `audit.html`, `audit.json` and the sheets.
  ///
  /// - Returns: the paths of the files, the report first.
  func write(_ report: AuditReport, json: JSON) throws(WorkbenchError) -> [String] {
    var files = [
      ("audit.html", Array(report.html.utf8)),
      ("audit.json", Array(json.text(indent: true).utf8)),
    ]
    do throws(ImageError) {
      for sheet in try report.sheets() {
        files.append(("\(sheet.name).png", try PNGEncoder.encode(sheet.image)))
      }
    } catch { throw .image(name: "a sheet of the audit", error) }
    return try lifting { () throws(FileError) in
      try Files.createDirectories(out)
      var paths: [String] = []
      for (name, bytes) in files {
        let path = Files.join(out, name)
        try Files.writeAtomically(bytes, to: path)
        paths.append(path)
      }
      return paths
    }
  }
}
