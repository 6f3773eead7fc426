/// The scouts of single datasets' own layouts, in the order they are asked.
package enum DatasetScouts {
  package static let all: [any LayoutScout.Type] = []
}
