"""The page's style sheet."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1d2126; --muted: #5b636d; --faint: #b9bfc7; --line: #e2e5e9;
  --asked: #1f6fb4; --declined: #c2570c; --bad: #fbe9dd;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181c; --ink: #e4e7eb; --muted: #9aa3ae; --faint: #565e68; --line: #2c3138;
    --asked: #6db3f2; --declined: #f2a25c; --bad: #3a291c;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.2rem 1rem 4rem; max-width: 70rem; background: var(--paper);
  color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.5rem 0; }
h2 {
  font-size: 1.3rem; margin: 2.8rem 0 0.6rem; padding-top: 1rem;
  border-top: 2px solid var(--line);
}
h3 { font-size: 1.05rem; margin: 1.8rem 0 0.4rem; }
a { color: var(--asked); }
p, small, figcaption { max-width: 44rem; }
small, figcaption, .muted { color: var(--muted); font-size: 0.85rem; }
.wide { overflow-x: auto; margin: 0.6rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
th, td { padding: 0.35rem 0.7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { text-align: left; font-weight: 600; }
thead th { color: var(--muted); font-size: 0.85rem; }
td small, th small { display: block; font-weight: 400; }
td small { white-space: nowrap; }
.numbers th, .numbers td { padding-inline: 0.45rem; }
.numbers td, .numbers thead th:not(:first-child) { text-align: right; }
.numbers tbody th { min-width: 7rem; }
.sub { padding-left: 1rem; font-weight: 400; }
.pairs td, .pairs tbody th { min-width: 7rem; font-weight: 400; }
.plots {
  display: grid; gap: 1rem 2rem;
  grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr));
}
figure { margin: 0.5rem 0; }
svg { display: block; width: 100%; max-width: 34rem; height: auto; }
svg text { font-family: system-ui, sans-serif !important; }
.misses { list-style: none; margin: 0; padding: 0; }
.misses > li { padding: 0.8rem 0; border-bottom: 1px solid var(--line); }
.misses strong { display: block; }
.misses ul { margin: 0.3rem 0 0; padding-left: 1.2rem; }
"""
