import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { Part } from '../../shell/part.js';
import { useMySignIns } from './me-queries.js';

/** When somebody signed in, so that they find what was not them. */
export function SignIns() {
  const { t } = useTranslation('me');
  return (
    <Part title={t('signIns')}>
      <QueryState query={useMySignIns()}>
        {(signIns) => (
          <Stack component="ul" p={0} m={0} gap="xs" style={{ listStyle: 'none' }}>
            {signIns.map((each) => (
              <li key={each.signedInAt}>
                <SignIn signIn={each} />
              </li>
            ))}
          </Stack>
        )}
      </QueryState>
    </Part>
  );
}

function SignIn({ signIn: { signedInAt, expiresAt, endedAt, current } }: { signIn: Schemas['SignIn'] }) {
  const { t, i18n } = useTranslation('me');
  const date = (moment: string) => formatDeadline(moment, i18n.language);
  const end = endedAt ?? expiresAt;
  const isOver = Date.parse(end) <= Date.now();
  return (
    <>
      <Text>
        {date(signedInAt)}
        {current && ` · ${t('thisOne')}`}
      </Text>
      <Text c="dimmed" size="sm">
        {t(isOver ? 'signInEnded' : 'signInUntil', { date: date(end) })}
      </Text>
    </>
  );
}
