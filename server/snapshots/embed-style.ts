/** How pages for other sites look: the same quiet look as the map, light or dark as its reader has set, without anything to fetch. */
export const EMBED_STYLE = `
:root{color-scheme:light dark;--surface:#fff;--line:#d5d9de;--ink:#1d232a;--ink-2:#535c67;--accent:#1560c4;--rest:#e8ebee;--sold:#2f9089;
--c1:#d6efec;--c2:#a3d8d2;--c3:#66b8b0;--c4:#2f9089;--c5:#0c5f5a;--hatch:#7f8892;--flow:#473f6e}
@media (prefers-color-scheme:dark){:root{--surface:#171d24;--line:#343e49;--ink:#eef1f4;--ink-2:#aab4bf;--accent:#6fa9ff;--rest:#2a333d;--sold:#53ada5;
--c1:#12403d;--c2:#1b5f5a;--c3:#2b857e;--c4:#53ada5;--c5:#9fdcd5;--hatch:#75818d;--flow:#c4b8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--ink);font:14px/1.45 "Noto Sans",system-ui,sans-serif}
main{max-width:760px;margin:0 auto;padding:16px}
h1{margin:0 0 4px;font-size:20px;line-height:1.3}
.what{margin:0 0 12px;color:var(--ink-2);font-size:16px}
figure{margin:0 0 12px}
.map{display:block;width:100%;height:auto}
.map path{stroke:var(--surface)}
.rest{fill:var(--rest)}.none{fill:var(--surface);stroke:var(--line)}
.map .none{stroke:var(--line)}
.map .line,.map .casing,.map .stayed{fill:none;stroke:var(--flow);stroke-linecap:butt}.map .casing{stroke:var(--surface)}.map .head{fill:var(--flow);stroke:var(--surface)}
.count{fill:var(--ink);stroke:var(--surface);paint-order:stroke;stroke-linejoin:round;font-weight:600}
.class-1{fill:var(--c1)}.class-2{fill:var(--c2)}.class-3{fill:var(--c3)}.class-4{fill:var(--c4)}.class-5{fill:var(--c5)}
.hidden,.open{fill:url(#hatch)}.hatch-ground{fill:var(--rest)}.hatch-line{fill:var(--hatch)}
.open{fill:var(--hatch)}
figcaption{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--ink-2);font-size:13px}
.entry{display:inline-flex;align-items:center;gap:4px}
.entry svg{width:14px;height:14px}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:4px 8px;border-bottom:1px solid var(--line);text-align:right;font-weight:400}
thead th{color:var(--ink-2);font-size:13px}
th:first-child{padding-left:0;text-align:left}
td:last-child,thead th:last-child{padding-right:0}
.bar{width:35%}
.bar svg{display:block;width:100%;height:12px}
.sold{fill:var(--sold)}
.kept{color:var(--ink-2)}
tfoot th,tfoot td{border-bottom:0;font-weight:600}
footer{margin-top:12px;color:var(--ink-2);font-size:13px}
footer p{margin:0 0 4px}
a{color:var(--accent)}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
@media (min-width:361px){tbody td{white-space:nowrap}}
@media (max-width:480px){.bar{width:20%}main{padding:12px}}
`;
