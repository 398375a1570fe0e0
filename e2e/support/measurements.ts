import { appendFileSync } from 'node:fs';

/** Figures for the line with which a run of `npm run test:browser` closes; elsewhere they are of no use. */
export function note(kind: 'walks' | 'faults' | 'pages', row: object): void {
  const file = process.env['BROWSER_MEASUREMENTS'];
  if (file) appendFileSync(file, `${JSON.stringify({ kind, ...row })}\n`);
}
