/// The style sheet of every report: light and dark by the reader's setting, narrow screens, paper.
enum ReportStyle {
  static let css = """
    :root{color-scheme:light dark;\(Palette.light.css)}
    @media(prefers-color-scheme:dark){:root{\(Palette.dark.css)}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
    body{margin:0;background:var(--page);color:var(--ink);\
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    a{color:var(--accent)}
    .skip{position:absolute;left:-999rem;top:0;background:var(--panel);padding:.6rem 1rem;z-index:1}
    .skip:focus{left:0}
    .layout{max-width:1060px;margin:0 auto;padding:40px 24px 80px}
    h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.015em;overflow-wrap:anywhere}
    h2{font-size:1.35rem;margin:3rem 0 .8rem;padding-top:1.2rem;border-top:1px solid var(--line);\
    letter-spacing:-.01em}
    main>section:first-child>h2{margin-top:1.4rem}
    h3{font-size:1.05rem;margin:1.8rem 0 .5rem}
    h4{font-size:.95rem;margin:1.1rem 0 .4rem}
    p{max-width:46rem;margin:.5rem 0}
    .lead,.hint{color:var(--soft)}
    .hint{font-size:.88rem}
    nav ul{list-style:none;margin:1rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;\
    font-size:.92rem}
    nav a{text-decoration:none;display:inline-block;padding:.2rem 0}
    nav a:hover{text-decoration:underline}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--accent);\
    outline-offset:3px}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;\
    margin:1.2rem 0}
    .card{background:var(--panel);border:1px solid var(--line);border-radius:10px;padding:14px 16px}
    .card .name{color:var(--soft);font-size:.85rem}
    .card .figure{font-size:1.75rem;font-weight:600;line-height:1.25;\
    font-variant-numeric:tabular-nums;letter-spacing:-.02em}
    .card .range{color:var(--soft);font-size:.82rem;font-variant-numeric:tabular-nums}
    .notes{background:var(--note);border-left:3px solid var(--note-line);border-radius:0 8px 8px 0;\
    margin:1.2rem 0;padding:.7rem 1.1rem .7rem 2.2rem;max-width:54rem}
    .notes li{margin:.3rem 0}
    .scroll{overflow-x:auto;margin:.6rem 0}
    table{border-collapse:collapse;font-size:.92rem;font-variant-numeric:tabular-nums}
    th,td{padding:.38rem .8rem;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
    thead th,thead td{color:var(--soft);font-weight:600;border-bottom:2px solid var(--line);\
    vertical-align:bottom}
    th:first-child,td:first-child{text-align:left;padding-left:0;font-weight:500;\
    position:sticky;left:0;background:var(--page)}
    table.facts{width:100%;margin:.6rem 0}
    table.facts th{vertical-align:top;color:var(--soft);white-space:normal;width:15rem;\
    overflow-wrap:anywhere}
    table.facts td{white-space:normal;overflow-wrap:anywhere;text-align:left}
    table.words td:last-child,table.words th:last-child{white-space:normal;text-align:left;\
    min-width:13rem}
    tr.main td,tr.main th{font-weight:600}
    td small{color:var(--soft);font-size:.88em;font-weight:400;letter-spacing:-.01em}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,380px),1fr));\
    gap:20px 32px;align-items:start}
    .panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(200px,1fr));gap:14px 12px}
    figure{margin:.8rem 0;min-width:0}
    figcaption{font-weight:600;font-size:.95rem;margin-bottom:.4rem}
    \(Scene.css)
    .pictures{list-style:none;margin:.8rem 0;padding:0;display:grid;\
    grid-template-columns:repeat(auto-fill,minmax(148px,1fr));gap:12px}
    .pictures li{background:var(--panel);border:1px solid var(--line);border-radius:8px;\
    padding:10px;font-size:.8rem;line-height:1.35;min-width:0}
    .pictures img{display:block;width:96px;height:96px;object-fit:contain;\
    image-rendering:pixelated;border-radius:3px;margin-bottom:6px}
    .pictures b{font-weight:600} .pictures .wrong{color:var(--wrong)}
    .pictures .source{color:var(--soft);font-size:.72rem;overflow-wrap:anywhere;margin-top:6px}
    .bars{display:grid;grid-template-columns:minmax(0,auto) 1fr auto;gap:2px 6px;\
    align-items:center;font-size:.75rem;margin-top:4px;font-variant-numeric:tabular-nums}
    .bars span{overflow-wrap:anywhere} .bars .true{font-weight:600}
    .bars>i{display:block;height:8px;background:var(--line);border-radius:2px;min-width:20px}
    .bars>i>i{display:block;height:8px;background:var(--bar);border-radius:2px}
    .definitions{padding-left:1.2rem;max-width:54rem;font-size:.92rem}.definitions li{margin:.3rem 0}
    details{margin:.5rem 0}
    summary{cursor:pointer;color:var(--accent);font-size:.92rem;padding:.15rem 0}
    pre{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:12px 14px;\
    overflow-x:auto;font-size:.82rem;line-height:1.45}
    code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
    code{font-size:.86em;overflow-wrap:anywhere}
    @media(min-width:1180px){.layout{display:grid;max-width:1320px;\
    grid-template:"nav head" auto "nav main" 1fr/170px minmax(0,1fr);gap:0 48px}\
    header{grid-area:head}main{grid-area:main}\
    nav{grid-area:nav;position:sticky;top:40px;align-self:start;max-height:calc(100vh - 60px);\
    overflow-y:auto}nav ul{display:block;margin:.4rem 0;line-height:1.35}nav a{padding:.22rem 0}}
    @media(max-width:560px){td small{display:block;font-size:.8em;letter-spacing:-.03em}.panels{\
    grid-template-columns:repeat(auto-fill,minmax(140px,1fr))}table{font-size:.86rem}\
    tbody th:first-child{white-space:normal;min-width:5rem}\
    .layout{padding:24px 16px 60px}h1{font-size:1.55rem}\
    th,td{padding:.34rem .28rem}.card{padding:10px 12px}.card .figure{font-size:1.4rem}\
    table.facts th{width:38%}.cards{grid-template-columns:repeat(auto-fit,minmax(140px,1fr))}\
    .pictures{grid-template-columns:repeat(auto-fill,minmax(136px,1fr))}}
    @media print{:root{\(Palette.light.css)}body{font-size:10.5pt}\
    .layout{display:block;max-width:none;padding:0}nav,.skip,summary{display:none}\
    h2,h3,h4,figcaption{break-after:avoid}figure,.card,tr,.pictures li{break-inside:avoid}\
    .scroll{overflow:visible}\
    *{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """
}
