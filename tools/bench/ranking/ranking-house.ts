import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { ApiClient } from '../../client/api-client.js';
import { MailboxClient } from '../../client/mailbox-client.js';
import { inviteStaff, openOpening, publishPlan, signInFirstAdmin } from '../../client/staff.js';
import { projectRoot } from '../../platform/platform-folder.js';
import { type Platform, startPlatform } from '../../platform/start-platform.js';

export interface RankingHouse {
  platform: Platform;
  recruiter: ApiClient;
  openingId: string;
  planVersionId: string;
  /** As the administrator, who may write into every service's tables. */
  admin: pg.Client;
  /** As large as the pool of a service, and with its role. */
  pool: pg.Pool;
}

export const plan = JSON.parse(
  readFileSync(path.join(projectRoot, 'apps/interviews/plans/financial-analyst.json'), 'utf8'),
);
const poolSize = 10;

/** A platform of its own with an opening that nobody has applied for yet. */
export async function openRankingHouse(report: (step: string) => void): Promise<RankingHouse> {
  const platform = await startPlatform({
    ...{ environment: 'bench-ranking', fresh: true, mode: 'processes' as const },
    ...{ settings: { RATE_LIMITS: 'false' }, report },
  });
  try {
    const anonymous = new ApiClient(platform.url);
    const mailbox = new MailboxClient(platform.mailboxUrl!);
    const { firstAdmin } = platform;
    const first = { api: await signInFirstAdmin(anonymous, firstAdmin), mailbox, email: firstAdmin.email };
    const staff = { email: 'recruiter@staff.example', displayName: 'Bench recruiter', roles: ['recruiter' as const] };
    const { api: recruiter } = await inviteStaff(first, staff);
    const planVersionId = await publishPlan(recruiter, 'Plan', plan);
    const opening = await openOpening(recruiter, {
      ...{ title: 'Half a million', description: 'Many people applied.', interviewDeadlineDays: 14, planVersionId },
      payRange: { minimumMinor: '6000', maximumMinor: '9500', currency: 'USD' },
      ...{ languages: ['en'], countries: [], places: ['US-NY'], requirements: [], transcriptCheckHours: 0 },
    });
    const admin = new pg.Client({ connectionString: platform.infrastructure.adminUrl });
    await admin.connect();
    const pool = new pg.Pool({ connectionString: platform.databaseUrls.interviews, max: poolSize });
    return { platform, recruiter, openingId: opening.id, planVersionId, admin, pool };
  } catch (thrown) {
    await platform.stop();
    throw thrown;
  }
}

export async function closeRankingHouse({ platform, admin, pool }: RankingHouse): Promise<void> {
  await pool.end();
  await admin.end();
  await platform.stop();
}
