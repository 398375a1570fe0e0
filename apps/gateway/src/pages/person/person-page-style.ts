import { createHash } from 'node:crypto';

/** The pages that mails lead to, on telephones first. */
export const personPageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; --accent: #1d4f91; --on-accent: #fff; --line: #767676; }
@media (prefers-color-scheme: dark) { :root { --accent: #9cc4ff; --on-accent: #10203a; --line: #8c8c8c; } }
* { box-sizing: border-box; }
[hidden] { display: none; }
body { max-width: 36rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
header { font-weight: 600; letter-spacing: .02em; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1.5rem 0 .5rem; } h1:focus { outline: none; }
h2 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
a { color: var(--accent); }
label { display: block; font-weight: 600; margin-top: 1rem; }
label.beside { display: flex; gap: .5rem; align-items: center; font-weight: 400; min-height: 2.75rem; margin: 0; }
input { font: inherit; } input:not([type=checkbox]) { width: 100%; min-height: 2.75rem; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: Field; color: FieldText; }
input[type=checkbox] { width: 1.25rem; height: 1.25rem; flex: none; }
button { font: inherit; font-weight: 600; width: 100%; min-height: 2.75rem; margin-top: 1rem; padding: .5rem 1.25rem; border: 0; border-radius: .4rem; background: var(--accent); color: var(--on-accent); cursor: pointer; }
button.second { background: none; color: var(--accent); border: 1px solid var(--accent); margin-top: 2rem; }
button:disabled { opacity: .6; cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint { margin: .25rem 0 0; font-size: .95em; }
.said { margin: 1rem 0 0; padding: .5rem .75rem; border-left: 4px solid var(--accent); } .said:empty { display: none; }
.card { margin: .75rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: .4rem; }
.card p { margin: 0; } ul { padding-left: 1.25rem; } ul.cards { list-style: none; padding: 0; }
code { font-size: .95em; }
summary { cursor: pointer; min-height: 2.75rem; padding: .6rem 0; }
@media (min-width: 30rem) { button { width: auto; } body { padding-top: 3rem; } }
`;

/** Lets these pages carry this one style and no other. */
export const personPageStyleHash = `sha256-${createHash('sha256').update(personPageStyle).digest('base64')}`;
