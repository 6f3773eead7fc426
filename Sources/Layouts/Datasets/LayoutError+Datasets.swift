extension LayoutError {
  /// A label file that is one value, or none, cannot be read.
  static func damagedFile(_ path: String, problem: String) -> LayoutError {
    .notATable(path: path, what: "damaged: \(problem)", remedy: "fetch the file again")
  }

  /// RAF-DB's compound set, whose codes are pairs of emotions.
  static func compoundSet(path: String, mark: String) -> LayoutError {
    .notATable(
      path: path,
      what: "of RAF-DB's compound set (\(mark)), whose codes 1 to 11 are pairs of emotions",
      remedy: "import RAF-DB's basic set instead")
  }
}
