/** What the browser's client shows; the paths of `apps/web/src/routes.tsx`. */
export const webPaths = [
  ...['jobs', 'jobs/:id', 'jobs/:id/apply', 'login', 'verify'],
  ...['me', 'me/data', 'me/applications', 'me/applications/:id', 'me/applications/:id/result', 'me/interviews/:id'],
  ...['consent', 'adjustments', 'check', 'room', 'transcript'].map((page) => `me/interviews/:id/${page}`),
];

const patterns = webPaths.map((path) => new RegExp(`^/${path.replaceAll(/:\w+/g, '[^/]+')}$`));

export function isWebPath(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
