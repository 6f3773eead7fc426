/// What the charts of a search add to the style sheet of reports: light and dark by its variables.
enum TuneStyle {
  static let css = """
    svg.chart{max-width:760px} svg.chart.wide{max-width:none}
    svg .pole{stroke:var(--soft);stroke-width:1.4}
    svg .halo{paint-order:stroke;stroke:var(--page);stroke-width:3px;stroke-linejoin:round}
    svg .trial{fill:none;stroke:var(--accent);stroke-width:1.5;stroke-linejoin:round}
    svg .spot{fill:var(--accent);stroke:var(--page);stroke-width:1}
    svg .fifth0{opacity:.95} svg .fifth1{opacity:.7} svg .fifth2{opacity:.5} \
    svg .fifth3{opacity:.4} svg .fifth4{opacity:.32}
    svg .spot.fifth3{opacity:.6} svg .spot.fifth4{opacity:.5}
    svg .trial.partial{stroke-dasharray:5 3}
    svg .spot.partial{fill:var(--page);stroke:var(--accent);stroke-width:1.8}
    svg .trial.best{stroke:var(--val);stroke-width:3}
    svg .spot.best{fill:var(--val)}
    svg .name.best{fill:var(--val)}
    svg .trial.failed{stroke:var(--wrong);stroke-dasharray:2 4}
    svg .cross{fill:none;stroke:var(--wrong);stroke-width:1.8}
    """
}
