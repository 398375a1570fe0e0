import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { PageTitle } from '../../shell/page-title.js';
import { beginVisit } from './signing-visit.js';

interface StartStepProps {
  link: string;
  onOpened: (secret: string) => void;
  /** @param wasUsed false where it was cut off */
  onRefused: (wasUsed: boolean) => void;
}

/** One click uses the link up, and nothing less. */
export function StartStep({ link, onOpened, onRefused }: StartStepProps) {
  const { t } = useTranslation('signing');
  const open = useMutation({
    mutationFn: () => bodyOf(api.POST('/v1/signing/sessions', { body: { token: link } })),
    onSuccess: ({ secret }) => {
      beginVisit(secret);
      onOpened(secret);
    },
    onError: (error) => {
      // The second: it was opened, and the answer with its secret was lost on the way.
      if (hasCode(error, 'signing_link_invalid', 'secret_not_repeated')) onRefused(true);
      if (hasCode(error, 'validation_failed')) onRefused(false);
    },
  });
  return (
    <Stack maw="66ch">
      <PageTitle>{t('title')}</PageTitle>
      <Text>{t('start')}</Text>
      <Text>{t('startOnce')}</Text>
      {open.isError && <ProblemNotice error={open.error} />}
      <Actions>
        <Button loading={open.isPending} onClick={() => open.mutate()}>
          {t('begin')}
        </Button>
      </Actions>
    </Stack>
  );
}
