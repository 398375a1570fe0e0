import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Actions } from '../../shell/actions.js';
import { Notice } from '../../shell/notice.js';
import { DeclineButton } from './decline-button.js';
import { StepTitle } from './step-title.js';
import { TestFileStep } from './test-file-step.js';
import type { StepProps } from './visit.js';

/** The version of the full text that the summary says in short; of another one it might say what is not in it. */
const summarised = '2026-11';
const points = ['paper', 'withdrawal', 'scope', 'contact', 'copies', 'needs', 'signature'] as const;

/** What somebody agrees to, then the file that shows they can read what they get. Both ways on weigh the same. */
export function AgreeStep({ visit, onDecline }: StepProps) {
  const { t, i18n } = useTranslation('signing');
  const [agreedTo, setAgreedTo] = useState<string | null>(null);
  const { sha256, text, version } = visit.signing.disclosures;
  if (agreedTo === sha256) return <TestFileStep {...{ visit, onDecline }} />;
  return (
    <Stack maw="66ch">
      <StepTitle number={1}>{t('agree.title')}</StepTitle>
      {agreedTo !== null && (
        <Notice kind="attention" role="alert">
          {t('agree.outdated')}
        </Notice>
      )}
      {version === summarised && (
        <List spacing="xs">
          {points.map((point) => (
            <List.Item key={point}>{t(`agree.${point}`)}</List.Item>
          ))}
        </List>
      )}
      <section>
        <Title order={2} size="20px" mb="xs">
          {t('agree.fullText', { version })}
        </Title>
        {i18n.language !== 'en' && <Text c="dimmed">{t('agree.inEnglish')}</Text>}
        <div lang="en" dir="ltr">
          {text.split('\n').map((paragraph) => (
            <Text key={paragraph} mb="xs">
              {paragraph}
            </Text>
          ))}
        </div>
      </section>
      <Actions areAlike>
        <Button variant="default" onClick={() => setAgreedTo(sha256)}>
          {t('agree.yes')}
        </Button>
        <DeclineButton onDecline={onDecline} />
      </Actions>
    </Stack>
  );
}
