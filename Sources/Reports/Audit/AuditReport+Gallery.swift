internal import Core
internal import Curation
internal import Imaging

extension AuditReport {
  /// The examples of a check.
  func gallery(_ result: Result, _ page: inout Markup) {
    guard !result.exhibits.isEmpty else { return }
    page.element("div", ["class": "gallery"]) { gallery in
      for exhibit in result.exhibits { show(exhibit, &gallery) }
    }
    let rest = result.findings - result.exhibits.count
    if rest > 0 {
      page.element(
        "p", ["class": "hint"], "… and \(Numbers.grouped(rest)) more, in audit.json.")
    }
  }

  private func show(_ exhibit: Exhibit, _ page: inout Markup) {
    let labels = Set(exhibit.pictures.map(\.label))
    page.element("div", ["class": "exhibit"]) { box in
      box.element("div", ["class": "row"]) { row in
        for picture in exhibit.pictures { show(picture, differs: labels.count > 1, &row) }
        if let probabilities = exhibit.probabilities {
          bars(probabilities, given: exhibit.pictures.first?.label, &row)
        }
      }
      box.element("div", ["class": "note"]) { note in
        if !exhibit.figure.isEmpty {
          note.element("span", ["class": "figure"], exhibit.figure)
          note.words(" ")
        }
        let more = exhibit.total - exhibit.pictures.count
        note.words(exhibit.reason + (more > 0 ? "; \(more) more" : ""))
      }
    }
  }

  private func show(_ picture: Picture, differs: Bool, _ page: inout Markup) {
    page.element("div", ["class": "shot"]) { shot in
      shot.empty(
        "img", ["src": PictureData.uri(picture.image), "alt": picture.name])
      shot.element("span", ["class": differs ? "label differs" : "label"], picture.label)
      if let split = picture.split {
        shot.words(" ")
        shot.element("span", ["class": "tag \(split)"], split)
      }
      shot.element("div", ["class": "member"]) { $0.breakable(Self.shortName(picture.name)) }
    }
  }

  private func bars(_ probabilities: [Double], given: String?, _ page: inout Markup) {
    page.element("div", ["class": "probabilities"]) { grid in
      for (name, share) in zip(classNames, probabilities) {
        grid.element("span", "\(name) \(Numbers.fixed(share * 100, 0))")
        let width = Numbers.coordinate(max(1, min(100, share * 100)))
        grid.element(
          "i", ["class": name == given ? "given" : "other", "style": "width:\(width)%"], "")
      }
    }
  }

  /// The last two parts of a member's path: what tells it from its neighbours.
  static func shortName(_ name: String) -> String {
    let parts = name.split(separator: "/")
    return parts.count > 2 ? "…/" + parts.suffix(2).joined(separator: "/") : name
  }
}
