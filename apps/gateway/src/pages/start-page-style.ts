import { createHash } from 'node:crypto';

export const startPageStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; } h1 + p { margin-top: .25rem; }
table { border-collapse: collapse; } td { padding: .25rem 1.5rem .25rem 0; }
code { font-size: .95em; } pre { overflow-x: auto; padding: .75rem; border: 1px solid; border-radius: .25rem; }
.up { color: #14683a; } .down { color: #a11; }
@media (prefers-color-scheme: dark) { .up { color: #7ddc9f; } .down { color: #ff9d9d; } }
`;

/** Lets the page carry this one style and no other. */
export const startPageStyleHash = `sha256-${createHash('sha256').update(startPageStyle).digest('base64')}`;
