"""How the page of coverage looks."""

STYLE = """
:root { color-scheme: light dark; --yes: light-dark(#1a7f37, #57c271); --no: light-dark(#b3261e, #ff8a80);
  --line: light-dark(#d8dadf, #3a3d44); --soft: light-dark(#5b616b, #a2a8b4); --back: light-dark(#f6f7f9, #1f2126); }
body { font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK KR", sans-serif; margin: 0; }
main { max-width: 72rem; margin: 0 auto; padding: 1rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .75rem; }
.card { display: flex; flex-direction: column; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; }
.card b { font-size: 1.35rem; } .card meter { width: 100%; } small, .note, .place { color: var(--soft); }
details { border: 1px solid var(--line); border-left: 4px solid var(--yes); border-radius: .3rem; margin: .35rem 0; }
details.gap { border-left-color: var(--no); }
summary { cursor: pointer; padding: .35rem .75rem; background: var(--back); overflow-wrap: anywhere; }
summary .place { float: right; }
table { border-collapse: collapse; width: 100%; }
td { padding: .2rem .75rem; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td:first-child { width: 16rem; } td.marks { width: 13rem; text-align: right; }
.place { font-family: ui-monospace, monospace; font-size: .85em; }
.yes, .no { font-size: .85em; white-space: nowrap; } .yes { color: var(--yes); }
.no { color: var(--no); font-weight: 600; }
.chips { margin: .4rem .75rem; display: flex; flex-wrap: wrap; gap: .3rem; }
.chips span { border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; white-space: normal; }
@media (max-width: 40rem) { td:first-child, td.marks { width: auto; } summary .place { float: none; display: block; } }
"""
