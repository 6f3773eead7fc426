internal import Core
internal import Workbench

extension PreviewSummary: Printable {
  var text: String {
    "\(path): \(images) \(images == 1 ? "image" : "images"), \(width) x \(height) pixels"
  }
}
