/// The style sheet of `report.html`: light and dark by the reader's setting, narrow screens, paper.
enum ReportStyle {
  static let css = """
    :root{color-scheme:light dark;--page:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d8dee4;\
    --panel:#f6f8fa;--accent:#0b61c4;--on-accent:#fff;--train:#0b61c4;--val:#b35900;--test:#1a7f4b;\
    --heat:#0b61c4;--wrong:#b3341f;--bar:#7fb0e6;--note:#fff8e6;--note-line:#e3b341}
    @media(prefers-color-scheme:dark){:root{--page:#0f1318;--ink:#e3e8ee;--soft:#9aa5b1;\
    --line:#2c333c;--panel:#171c23;--accent:#6cb0ff;--on-accent:#0f1318;--train:#6cb0ff;--val:#f0a860;\
    --test:#5cc98d;--heat:#6cb0ff;--wrong:#ff8d75;--bar:#2f6aa8;--note:#262012;--note-line:#8a6d1d}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--ink);\
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    main{max-width:1060px;margin:0 auto;padding:40px 24px 80px}
    h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.015em}
    h2{font-size:1.3rem;margin:3rem 0 .8rem;padding-top:1.2rem;border-top:1px solid var(--line);\
    letter-spacing:-.01em}
    h3{font-size:1rem;margin:1.6rem 0 .5rem}
    p{max-width:46rem;margin:.5rem 0}
    .lead,.hint{color:var(--soft)}
    .hint{font-size:.88rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:12px;\
    margin:1.6rem 0}
    .card{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
    .card .name{color:var(--soft);font-size:.85rem}
    .card .figure{font-size:1.75rem;font-weight:650;line-height:1.25;\
    font-variant-numeric:tabular-nums;letter-spacing:-.02em}
    .card .range{color:var(--soft);font-size:.82rem;font-variant-numeric:tabular-nums}
    .notes{background:var(--note);border-left:3px solid var(--note-line);border-radius:0 8px 8px 0;\
    margin:1.2rem 0;padding:.7rem 1.1rem .7rem 2.2rem;max-width:54rem}
    .notes li{margin:.3rem 0}
    .scroll{overflow-x:auto;margin:.6rem 0}
    table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
    th,td{padding:.38rem .8rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
    thead th{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line);vertical-align:bottom}
    th:first-child,td:first-child{text-align:left;padding-left:0;font-weight:500;\
    position:sticky;left:0;background:var(--page)}
    table.facts td{white-space:normal;overflow-wrap:anywhere;text-align:left}
    tr.main td,tr.main th{font-weight:650}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px 32px}
    figure{margin:.8rem 0;min-width:0}
    figcaption{font-weight:600;font-size:.95rem;margin-bottom:.3rem}
    svg.chart{display:block;width:100%;height:auto;max-width:760px;overflow:visible}
    svg.small{max-width:310px}
    svg text{fill:var(--ink);font-size:12.5px;font-family:inherit}
    svg .tick,svg .axis{fill:var(--soft);font-size:11.5px;font-variant-numeric:tabular-nums}
    svg .value{font-size:12px;font-variant-numeric:tabular-nums}
    svg .share{font-size:14px;font-weight:600;font-variant-numeric:tabular-nums}
    svg .count{font-size:11px;font-variant-numeric:tabular-nums}
    svg .strong{fill:var(--on-accent)}
    svg .grid{stroke:var(--line);stroke-width:1}
    svg .mark{stroke:var(--soft);stroke-width:1.2;stroke-dasharray:4 4;fill:none}
    svg .line{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}
    svg .line.train{stroke:var(--train)} svg .line.val{stroke:var(--val)} \
    svg .line.test{stroke:var(--test)}
    svg .dot.train,svg .name.train{fill:var(--train)} svg .dot.val,svg .name.val{fill:var(--val)} \
    svg .dot.test,svg .name.test{fill:var(--test)}
    svg .name{font-weight:600}
    svg .cell{fill:var(--wrong)} svg .cell.right{fill:var(--heat)}
    svg .bar{fill:var(--bar)}
    svg .whisker{stroke:var(--ink);stroke-width:1.5;fill:none}
    svg .diamond{fill:var(--page);stroke:var(--ink);stroke-width:1.5}
    details{margin:.5rem 0}
    summary{cursor:pointer;color:var(--accent);font-size:.92rem}
    summary:focus-visible{outline:2px solid var(--accent);outline-offset:3px}
    pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:12px 14px;\
    overflow-x:auto;font-size:.82rem;line-height:1.45}
    code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    code{font-size:.86em;overflow-wrap:anywhere}
    @media(max-width:560px){main{padding:24px 16px 60px}h1{font-size:1.55rem}\
    th,td{padding:.34rem .55rem}.card .figure{font-size:1.45rem}}
    @media print{:root{--page:#fff;--ink:#000;--soft:#444;--panel:#fff}body{font-size:10.5pt}\
    main{max-width:none;padding:0}h2{break-after:avoid}figure,.card,tr{break-inside:avoid}\
    .scroll{overflow:visible}svg *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """
}
