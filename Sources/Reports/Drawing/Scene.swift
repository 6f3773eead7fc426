/// A chart as shapes in its own units, from which both the SVG of a page and the PNG beside it are drawn.
///
/// The origin is the upper left corner. Text has no size of its own: a letter is about 6.4 units wide.
struct Scene: Hashable, Sendable {
  /// A place.
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }
  }

  /// Which side of its place a text lies on.
  enum Anchor: String, Hashable, Sendable {
    case start, middle, end
  }

  /// How a text is set.
  enum Setting: String, Hashable, Sendable {
    /// Names.
    case label
    /// Numbers along axes.
    case tick
    /// Figures beside marks.
    case value
    /// The large figure of a cell.
    case share
    /// The small one under it.
    case count
    /// What names a line or a panel.
    case name
  }

  /// How a line is drawn.
  struct Pen: Hashable, Sendable {
    var ink: Ink
    var width: Double
    /// The length of dashes and of the gaps between them; 0 for a whole line.
    var dash: Double

    init(_ ink: Ink, _ width: Double, dash: Double = 0) {
      (self.ink, self.width, self.dash) = (ink, width, dash)
    }
  }

  /// One thing that is drawn.
  enum Shape: Hashable, Sendable {
    /// A line through places.
    case line([Point], Pen)
    /// A filled rectangle.
    case box(Point, width: Double, height: Double, Ink, opacity: Double)
    /// A filled outline.
    case area([Point], Ink, edge: Pen?)
    /// A disc.
    case disc(Point, radius: Double, Ink)
    /// A text whose middle is at the place's height.
    case text(String, Point, Anchor, Setting, Ink)
    /// Shapes that belong together, and what is shown when they are pointed at.
    indirect case group(String?, [Shape])
  }

  /// What the chart shows, for those who cannot see it.
  let title: String
  /// What it comes to, for those who cannot see it.
  let summary: String
  let width: Double
  let height: Double
  /// The largest width on a page, in CSS pixels.
  var shownWidth: Double
  private(set) var shapes: [Shape] = []

  /// An empty drawing.
  init(
    title: String, summary: String, width: Double, height: Double, shownWidth: Double? = nil
  ) {
    (self.title, self.summary) = (title, summary)
    (self.width, self.height) = (width, height)
    self.shownWidth = shownWidth ?? width * 1.25
  }

  /// Draws a shape on top of the others.
  mutating func add(_ shape: Shape) { shapes.append(shape) }

  /// Draws a line from one place to another.
  mutating func line(_ from: Point, _ to: Point, _ pen: Pen) { add(.line([from, to], pen)) }

  /// Draws a text.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ anchor: Anchor = .middle, _ type: Setting = .tick,
    _ ink: Ink = .soft
  ) {
    add(.text(text, Point(x, y), anchor, type, ink))
  }

  /// Draws another drawing with its corner at a place.
  mutating func place(_ scene: Scene, at corner: Point) {
    for shape in scene.shapes { add(shape.moved(by: corner)) }
  }

  /// Drawings in rows of `columns`, as one.
  static func grid(
    _ scenes: [Scene], columns: Int, title: String, summary: String
  ) -> Scene? {
    guard let first = scenes.first, columns > 0 else { return nil }
    let (gap, across) = (16.0, min(columns, scenes.count))
    let down = (scenes.count + across - 1) / across
    let height = scenes.map(\.height).max() ?? first.height
    var whole = Scene(
      title: title, summary: summary, width: Double(across) * (first.width + gap) - gap,
      height: Double(down) * (height + gap) - gap)
    for (index, scene) in scenes.enumerated() {
      whole.place(
        scene,
        at: Point(
          Double(index % across) * (first.width + gap), Double(index / across) * (height + gap)))
    }
    return whole
  }
}

extension Scene.Shape {
  /// The shape somewhere else.
  func moved(by step: Scene.Point) -> Scene.Shape {
    func moved(_ point: Scene.Point) -> Scene.Point {
      Scene.Point(point.x + step.x, point.y + step.y)
    }
    switch self {
    case .line(let points, let pen): return .line(points.map(moved), pen)
    case .box(let corner, let width, let height, let ink, let opacity):
      return .box(moved(corner), width: width, height: height, ink, opacity: opacity)
    case .area(let points, let ink, let edge): return .area(points.map(moved), ink, edge: edge)
    case .disc(let center, let radius, let ink): return .disc(moved(center), radius: radius, ink)
    case .text(let text, let place, let anchor, let type, let ink):
      return .text(text, moved(place), anchor, type, ink)
    case .group(let tip, let shapes):
      return .group(tip, shapes.map { $0.moved(by: step) })
    }
  }
}
