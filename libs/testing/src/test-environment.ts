/** What the global set-up of the tests hands to every spec: servers that answer. */
export function testServerUrl(name: 'TEST_POSTGRES_URL' | 'TEST_REDIS_URL'): string {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set; specs that need servers are called *.db.spec.ts or *.e2e.spec.ts.`);
  return url;
}
