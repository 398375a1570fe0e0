import process from 'node:process';
import { messageOf } from '@guildhall/errors';
import { resetFirstAdmin } from '../apps/accounts/src/admin-reset.js';
import { withPlatformDatabase } from './platform/platform-database.js';
import { platformFolder } from './platform/platform-folder.js';
import { serviceDatabaseUrls } from './platform/prepare-database.js';

// `npm run admin:reset [-- environment]`: a new one-time password for the first admin, whether the platform runs or not.
// Who may do this is who holds the database.
async function main(): Promise<void> {
  const folder = platformFolder(process.argv[2] ?? 'data');
  const given = process.env['DATABASE_URL_ACCOUNTS'];
  const { email, oneTimePassword } = given
    ? await resetFirstAdmin(given)
    : await withPlatformDatabase(folder, process.env, (adminUrl, secrets) =>
        resetFirstAdmin(serviceDatabaseUrls(adminUrl, secrets).accounts),
      );
  console.log(`First admin       ${email}\nOne-time password ${oneTimePassword}   (shown only now)`);
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}
