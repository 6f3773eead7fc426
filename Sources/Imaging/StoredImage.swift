/// An image as its file stores it, not yet upright, and what the file said about it.
struct StoredImage {
  let image: Image
  /// Why the file is damaged, when damaged files are accepted and this is one.
  var warning: String?
  /// The orientation of the file, 1…8.
  var orientation = 1
}
