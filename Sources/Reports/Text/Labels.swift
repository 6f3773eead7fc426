/// Names as they fit into charts.
enum Labels {
  /// A name cut to a number of characters, the last one an ellipsis.
  static func shortened(_ name: String, to limit: Int) -> String {
    name.count > limit ? String(name.prefix(limit - 1)) + "…" : name
  }
}
