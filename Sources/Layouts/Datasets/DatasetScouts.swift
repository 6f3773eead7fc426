/// The scouts of single datasets' own layouts, in the order they are asked.
package enum DatasetScouts {
  /// The most particular first: on equal strength the first wins.
  package static let all: [any LayoutScout.Type] = [
    CohnKanadeScout.self, RAFScout.self, AffectNetScout.self, ExpWScout.self, OuluScout.self,
    AhegaoScout.self,
    JAFFEScout.self, KDEFScout.self, SFEWScout.self, CK48Scout.self, FER2013FolderScout.self,
  ]
}
