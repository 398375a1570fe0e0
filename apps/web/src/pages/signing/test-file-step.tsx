import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import { saveFile } from '../../api/save-file.js';
import { latinDigits } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Actions } from '../../shell/actions.js';
import { DeclineButton } from './decline-button.js';
import { StepTitle } from './step-title.js';
import { useComplaint } from './use-complaint.js';
import { type StepProps, useSigningAct } from './visit.js';

/** Who can give the code of the file back can read the documents. */
export function TestFileStep({ visit, onDecline }: StepProps) {
  const { t } = useTranslation('signing');
  const shared = useTranslation().t;
  const { field, fault, complain, forgive } = useComplaint();
  const [code, setCode] = useState('');
  const { version: textVersion, sha256: textSha256 } = visit.signing.disclosures;
  const download = useMutation({
    mutationFn: async () => saveFile(await visit.calls.testFile(), 'test-file.pdf'),
  });
  const consent = useSigningAct(visit, (accessCode: string) =>
    visit.calls.consent({ textVersion, textSha256, accessCode }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const accessCode = latinDigits(code).replaceAll(/\s/g, '').toUpperCase();
    if (accessCode === '') return complain('needed');
    if (!/^[0-9A-Z]{6}$/.test(accessCode)) return complain('wrong');
    forgive();
    consent.mutate(accessCode, {
      onError: (error) => hasCode(error, 'access_code_wrong') && complain('wrong'),
    });
  };
  const problem = download.error ?? (fault === null ? consent.error : null);
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw="66ch">
        <StepTitle number={2}>{t('test.title')}</StepTitle>
        <Text>{t('test.words')}</Text>
        <div>
          <Button variant="default" loading={download.isPending} onClick={() => download.mutate()}>
            {t('test.download')}
          </Button>
          {download.isSuccess && (
            <Text role="status" c="dimmed" mt="xs">
              {t('test.downloaded')}
            </Text>
          )}
        </div>
        <TextInput
          ref={field}
          maw={420}
          label={t('test.code')}
          description={t('test.hint')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={20}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
          error={fault && t(`test.${fault}`)}
          styles={{ input: { direction: 'ltr', textTransform: 'uppercase' } }}
        />
        {problem && <ProblemNotice error={problem} />}
      </Stack>
      <Actions>
        <Button type="submit" loading={consent.isPending}>
          {shared('continue')}
        </Button>
        <DeclineButton onDecline={onDecline} />
      </Actions>
    </form>
  );
}
