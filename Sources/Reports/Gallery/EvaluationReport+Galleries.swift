internal import Core
internal import Evaluation

/// The pictures of `report.html`.
extension EvaluationReport {
  func galleriesSection(_ page: inout Markup, _ exhibits: ReportExhibits) {
    let split = exhibits.picturedSplit?.rawValue ?? "the split"
    page.element(
      "p", ["class": "hint"],
      "Pictures of \(split) as the network sees them, enlarged. Under each its true class, what it was "
        + "taken for, and the probabilities.")
    var hasBest = false
    for gallery in exhibits.galleries {
      switch gallery.kind {
      case .confidentMistakes:
        page.element("h3", "Most confident mistakes")
        page.element(
          "p",
          "Wrong and sure of it. Label errors of the dataset hide here: look at each before "
            + "blaming the network.")
      case .ambiguous:
        page.element("h3", "Most ambiguous")
        page.element("p", "The two most probable classes are nearly equal.")
      case .best(let label):
        if !hasBest {
          page.element("h3", "Best of each class")
          page.element("p", "Right, and the surest of their class.")
        }
        hasBest = true
        page.element("h4", classNames.indices.contains(label) ? classNames[label] : "?")
      }
      page.element("ul", ["class": "pictures"]) { list in
        for picture in gallery.pictures { show(picture, &list) }
      }
    }
  }

  private func show(_ picture: ReportExhibits.Picture, _ page: inout Markup) {
    func name(_ label: Int) -> String {
      classNames.indices.contains(label) ? classNames[label] : "?"
    }
    let (predicted, label) = (picture.predicted, picture.label)
    let isRight = predicted == label
    page.element("li", ["class": isRight ? "right" : "mistake"]) { item in
      item.empty(
        "img",
        [
          "src": PictureData.uri(picture.image),
          "alt": "a picture of class \(name(label)), taken for \(name(predicted))",
          "width": "96", "height": "96",
        ])
      item.element("div", ["class": "verdict"]) { line in
        line.element("b", name(label))
        if !isRight {
          line.words(" taken for ")
          line.element("b", ["class": "wrong"], name(predicted))
        }
      }
      item.element("div", ["class": "bars"]) { bars in
        for other in shownClasses(picture) {
          let share = Double(picture.probabilities[other])
          bars.element(
            "span", ["class": other == label ? "true" : ""],
            other == label ? "\(name(other)) ✓" : name(other))
          let width = Numbers.coordinate(max(1, min(100, share * 100)))
          bars.element("i") { track in
            track.element("i", ["style": "width:\(width)%"], "")
          }
          bars.element("span", Numbers.fixed(share * 100, 0))
        }
      }
      item.element("div", ["class": "source"]) {
        $0.breakable(AuditReport.shortName(picture.name))
      }
    }
  }

  /// The three most probable classes, and the true one where it is not among them.
  private func shownClasses(_ picture: ReportExhibits.Picture) -> [Int] {
    let order = picture.probabilities.indices.sorted {
      let (first, second) = (picture.probabilities[$0], picture.probabilities[$1])
      return first > second || (first == second && $0 < $1)
    }
    let top = Array(order.prefix(3))
    let isThere = top.contains(picture.label)
    return isThere || !order.contains(picture.label) ? top : top.dropLast() + [picture.label]
  }
}
