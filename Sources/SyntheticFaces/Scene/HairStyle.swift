/// How a head wears its hair.
package enum HairStyle: Int, CaseIterable, Hashable, Sendable {
  case bald
  case buzz
  case receding
  case short
  case sidePart
  case quiff
  case fringe
  case bob
  case long
  case curly
  case bun
}
