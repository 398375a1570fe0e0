import { createHash } from 'node:crypto';

/** The pages that mails lead to, on telephones first. */
export const personPageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --accent: #1d4f91; --on-accent: #fff; --line: #767676; --wrong: #a3211c; --quiet: #52606b; }
@media (prefers-color-scheme: dark) { :root { --accent: #9cc4ff; --on-accent: #10203a; --line: #8c8c8c; --wrong: #ff9c94; --quiet: #a5b2bc; } }
html { scroll-padding-bottom: 6rem; }
* { box-sizing: border-box; }
[hidden] { display: none; }
body { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
header { font-weight: 600; letter-spacing: .02em; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 .5rem; } h1:focus { outline: none; }
h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; } h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
.step { margin: 1.5rem 0 0; color: var(--quiet); } .step + h1 { margin-top: .25rem; }
a { color: var(--accent); }
label { display: block; font-weight: 600; margin: 1rem 0 .25rem; }
label.beside { display: flex; gap: .5rem; align-items: center; font-weight: 400; min-height: 2.75rem; margin: 0; }
input { font: inherit; } input:not([type=checkbox], [type=radio]) { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: Field; color: FieldText; }
input[aria-invalid=true] { border: 2px solid var(--wrong); }
input[type=checkbox], input[type=radio] { width: 1.25rem; height: 1.25rem; flex: none; }
button, a.button { font: inherit; font-weight: 600; width: 100%; min-height: 2.75rem; margin-top: 1rem; padding: .5rem 1.25rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
a.button { display: block; padding: .65rem 1.25rem; text-align: center; text-decoration: none; }
button.second { background: none; color: var(--accent); border: 1px solid var(--accent); } .decline, #sign-out { margin-top: 2rem; } button + .decline { margin-top: 1rem; }
button:disabled, button[aria-disabled=true] { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint { margin: .25rem 0 0; font-size: .95em; }
.said { margin: 1rem 0 0; padding: .5rem .75rem; border-left: 4px solid var(--accent); } .said:empty { display: none; }
.said.wrong { border-left-color: var(--wrong); color: var(--wrong); }
.card { margin: .75rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem; }
.card p, .card h2 { margin: 0; } .card h2 + p { margin-top: .25rem; } .card .said, .card div { margin-top: 1rem; } ul { padding-left: 1.25rem; } ul.cards { list-style: none; padding: 0; }
code { font-size: .95em; }
table { width: 100%; border-collapse: collapse; margin: 1rem 0; } th, td { text-align: start; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); } th { font-weight: 400; color: var(--quiet); width: 40%; }
fieldset { border: 0; margin: 1rem 0 0; padding: 0; } legend { font-weight: 600; padding: 0; }
.bar { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; justify-content: space-between; margin: 1.5rem -1rem 0; padding: .75rem 1rem; background: Canvas; border-top: 1px solid var(--line); }
.bar p { margin: 0; } .bar .said { flex-basis: 100%; } .bar button { width: auto; margin: 0; } #sign-button { width: 100%; }
.documents { list-style: none; padding: 0; margin: 1rem 0; } .documents .hint { margin: .25rem 0 0; }
summary { cursor: pointer; min-height: 2.75rem; padding: .6rem 0; }
@media (min-width: 30rem) { button { width: auto; } a.button { display: inline-block; width: auto; } .decline { display: block; } button + .decline { display: inline-block; } button + button.second { margin-inline-start: .75rem; } body { padding-top: 3rem; } }
`;

/** Lets these pages carry this one style and no other. */
export const personPageStyleHash = `sha256-${createHash('sha256').update(personPageStyle).digest('base64')}`;
