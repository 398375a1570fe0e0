/**
 * `<area>:{<owner>}:<name>`: all keys of one owner in one area share a slot of Redis Cluster, because only what stands
 * between the braces is hashed.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
 */
export function hashTaggedKey(area: string, owner: string, name: string): string {
  return `${area}:{${owner}}:${name}`;
}
