/** What the browser's client shows; the paths of `apps/web/src/routes.tsx`. */
export const webPaths = [
  ...['jobs', 'jobs/:id', 'jobs/:id/apply', 'login', 'verify', 'invitation', 'sign'],
  ...['me', 'me/data', 'me/contracts', 'me/onboarding', 'me/interviews/:id'],
  ...['me/applications', 'me/applications/:id', 'me/applications/:id/result'],
  ...['consent', 'adjustments', 'check', 'room', 'transcript'].map((page) => `me/interviews/:id/${page}`),
  ...['console', 'console/openings', 'console/openings/:id', 'console/reviews', 'console/operations'],
  ...['console/applications/:id', 'console/reviews/:id'],
  ...['console/rubrics', 'console/rubrics/:id'],
  ...['candidates', 'compare'].map((page) => `console/openings/:id/${page}`),
];

const patterns = webPaths.map((path) => new RegExp(`^/${path.replaceAll(/:\w+/g, '[^/]+')}$`));

export function isWebPath(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
