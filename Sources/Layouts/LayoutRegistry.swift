/// The layouts that can be detected or named.
package enum LayoutRegistry {
  /// Their scouts; on equal strength the first one wins.
  package static let all: [any LayoutScout.Type] =
    DatasetScouts.all + [
      PixelTableScout.self, FERPlusScout.self, ManifestScout.self, FolderScout.self,
    ]

  /// Their names, as `--layout` takes them.
  package static var names: [String] { all.map { $0.layoutName } }
}
