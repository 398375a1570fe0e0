import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';

/** Debian's ids of `nobody` and `nogroup`. */
const NOBODY = 65534;

/** How Postgres, which refuses to run as root, is run by whoever started us. */
export interface PostgresAccount {
  readonly kind: 'own' | 'user-namespace' | 'nobody';
  /** Words to put before the command. */
  readonly wrapper: readonly string[];
  /** Hands a directory to the account that Postgres will run as. */
  own(directory: string): void;
}

const ownAccount: PostgresAccount = { kind: 'own', wrapper: [], own: () => undefined };

/** In a user namespace of its own root looks like user 1: to the file system it is still root, so all paths work. */
const userNamespace: PostgresAccount = {
  kind: 'user-namespace',
  wrapper: ['unshare', '--user', '--map-user=1', '--map-group=1'],
  own: () => undefined,
};

/**
 * Where user namespaces are blocked (as in many containers) Postgres runs as `nobody`. It keeps the one capability
 * that lets it reach the checkout, which may well lie below a private folder such as /root; `no_setuid_fixup` lets that
 * count for access(2) too, by which Postgres looks for its own programs.
 */
export const nobodyAccount: PostgresAccount = {
  kind: 'nobody',
  wrapper: [
    'setpriv',
    ...[`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--securebits=+no_setuid_fixup'],
    ...['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override', '--bounding-set=-all,+dac_override'],
  ],
  own: (directory) => chownSync(directory, NOBODY, NOBODY),
};

/** @throws Error when we are root and can neither open a user namespace nor become `nobody`. */
export function postgresAccount(): PostgresAccount {
  if (process.getuid?.() !== 0) return ownAccount;
  for (const account of [userNamespace, nobodyAccount]) if (works(account)) return account;
  throw new Error(
    'Postgres refuses to run as root, and here root may neither open a user namespace (unshare) nor become `nobody` ' +
      '(setpriv). Run as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  );
}

function works(account: PostgresAccount): boolean {
  const [program, ...args] = [...account.wrapper, 'true'];
  return spawnSync(program as string, args, { stdio: 'ignore', timeout: 5_000 }).status === 0;
}
