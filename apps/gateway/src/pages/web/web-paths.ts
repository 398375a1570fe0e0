/** What the browser's client shows; the paths of `apps/web/src/routes.tsx`. */
export const webPaths = ['jobs', 'jobs/:id', 'me/interviews/:id/check', 'me/interviews/:id/room'];

const patterns = webPaths.map((path) => new RegExp(`^/${path.replaceAll(/:\w+/g, '[^/]+')}$`));

export function isWebPath(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
