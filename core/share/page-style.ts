/** Style of the shared HTML page: both themes, also printed. Its hash is in the page's policy. */
export const pageStyle = `:root{color-scheme:light dark;--bg:#fff;--soft:#f4f7f5;--line:#dfe5e1;--text:#111714;--dim:#5b6761;--bad:#b3261e;--mark:#fff0c8;--bar:#4a7dbd}
@media (prefers-color-scheme:dark){:root{--bg:#141816;--soft:#1c211e;--line:#333b36;--text:#e8edea;--dim:#9aa69f;--bad:#ff8a80;--mark:#4d3f12;--bar:#7fb0ea}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:960px;padding:32px 24px;background:var(--bg);color:var(--text);font:14px/1.55 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
h1{margin:0 0 4px;font:600 20px/1.35 ui-monospace,Menlo,Consolas,monospace;overflow-wrap:anywhere}
h2{margin:28px 0 8px;font-size:15px}
p{margin:4px 0}
.dim,dt,figcaption,summary{color:var(--dim)}
.bad{border-left:3px solid var(--bad);padding:2px 0 2px 12px;margin:16px 0}
.bad strong{color:var(--bad)}
dl{display:flex;flex-wrap:wrap;gap:6px 24px;margin:12px 0}
dt{font-size:12px}
dd{margin:0;overflow-wrap:anywhere}
pre{margin:0;padding:12px 14px;background:var(--soft);border:1px solid var(--line);border-radius:8px;font:12px/1.6 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
pre+pre,details{margin-top:8px}
mark{background:var(--mark);color:inherit;border-radius:3px;padding:0 3px}
table{border-collapse:collapse;width:100%}
td,th{padding:3px 12px 3px 0;text-align:left;font-weight:400;vertical-align:top}
th{color:var(--dim);font-size:12px}
td:last-child{text-align:right;white-space:nowrap}
table.removed td:last-child{text-align:left;white-space:normal}
td.bar{width:70%}
svg{display:block;width:100%;height:12px}
rect{fill:var(--bar)}
code{font:12px ui-monospace,Menlo,Consolas,monospace}
footer{margin-top:32px;padding-top:12px;border-top:1px solid var(--line);font-size:12px}
@media print{body{max-width:none;padding:0}}`
