/// What `audit.html` needs besides the style sheet of every report.
enum AuditStyle {
  static let css = """
    svg.chart{max-width:760px}
    .alarm{background:var(--wrong);color:var(--on-wrong);border-radius:10px;padding:14px 18px;margin:1.2rem 0;\
    max-width:none;font-weight:600}
    ul.headline{list-style:none;margin:1.4rem 0;padding:0;font-size:1.12rem;line-height:1.45}
    ul.headline li{padding:.28rem 0 .28rem 1.1rem;border-left:4px solid var(--wrong);margin:.3rem 0}
    .gallery{display:flex;flex-wrap:wrap;gap:14px;margin:.8rem 0}
    .exhibit{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:8px;\
    font-size:.76rem;line-height:1.35}
    .exhibit .row{display:flex;gap:8px;align-items:flex-start}
    .exhibit .shot{width:96px}
    .exhibit img{display:block;width:96px;height:96px;object-fit:contain;background:#8883;\
    image-rendering:pixelated;border-radius:3px}
    .exhibit .label{font-weight:600;overflow-wrap:anywhere} .exhibit .member{color:var(--soft);\
    overflow-wrap:anywhere;font-size:.68rem}
    .tag{display:inline-block;border-radius:4px;padding:0 5px;font-size:.68rem;color:var(--page)}
    .tag.train{background:var(--train)} .tag.val{background:var(--val)} .tag.test{background:var(--test)}
    .exhibit .row{min-width:148px}
    .exhibit .note{color:var(--soft);margin-top:5px;width:0;min-width:100%;overflow-wrap:anywhere}
    .exhibit .figure{color:var(--ink);font-weight:600;font-variant-numeric:tabular-nums}
    .differs{color:var(--wrong)}
    .probabilities{display:grid;grid-template-columns:auto 90px;gap:1px 6px;align-items:center;\
    font-size:.68rem}
    .probabilities i{display:block;height:9px;background:var(--bar);border-radius:2px}
    .probabilities i.given{background:var(--wrong)}
    svg .bin{fill:var(--bar)} svg .bin.bad{fill:var(--wrong)}
    svg .bound{stroke:var(--wrong);stroke-width:1.6;stroke-dasharray:5 3}
    svg .boundname{fill:var(--wrong);font-size:11.5px;font-weight:600}
    @media(max-width:560px){.gallery{gap:10px}svg .tick,svg .boundname{font-size:15px}}
    p.fix{font-size:.9rem} p.fix code{background:var(--panel);padding:2px 6px;border-radius:4px}
    """
}
