import { Button, Radio, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { useSigningAct, type Visit } from './visit.js';

type Reason = Schemas['DeclineSigningBody']['reasonCode'];

const reasons: readonly Reason[] = ['rate', 'terms', 'timing', 'other_offer', 'other'];

/** A step of its own: what was declined cannot be taken up again. */
export function DeclineStep({ visit, onBack }: { visit: Visit; onBack: () => void }) {
  const { t } = useTranslation('signing');
  const [reason, setReason] = useState<Reason | null>(null);
  const [isMissing, setIsMissing] = useState(false);
  const decline = useSigningAct(visit, visit.calls.decline);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setIsMissing(reason === null);
    if (reason === null) return event.currentTarget.querySelector<HTMLElement>('input[type=radio]')?.focus();
    decline.mutate(reason);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw="66ch">
        <PageTitle>{t('declining.title')}</PageTitle>
        <Text>{t('declining.words', { company: visit.signing.company })}</Text>
        <Radio.Group
          label={t('declining.reason')}
          value={reason}
          onChange={(value) => setReason(value as Reason)}
          error={isMissing && reason === null ? t('declining.needed') : null}
        >
          <Stack gap="sm" mt="xs">
            {reasons.map((each) => (
              <Radio key={each} value={each} label={t(`declining.${each}`)} size="md" />
            ))}
          </Stack>
        </Radio.Group>
        {decline.isError && <ProblemNotice error={decline.error} />}
      </Stack>
      <Actions areAlike>
        <Button variant="default" type="submit" loading={decline.isPending}>
          {t('declining.yes')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('declining.no')}
        </Button>
      </Actions>
    </form>
  );
}
