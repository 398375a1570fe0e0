import { Button, Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatDeadline } from '../../i18n/format.js';
import { listed } from '../../i18n/names.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';
import { Part } from '../../shell/part.js';
import { useAdjust } from './use-adjust.js';

type Interview = Schemas['Interview'];
type Request = Schemas['AdjustmentRequest'];

const wishes = ['moreTime', 'writtenAnswers', 'extraBreaks'] as const;
const noteLength = 1_000;

interface RequestProps {
  interview: Interview;
  words: Readonly<Record<string, string>>;
}

/** What a person is asked for: the form, or what became of the latest request with a way to ask anew. */
export function AdjustmentRequestPart({ interview, words }: RequestProps) {
  const { t, i18n } = useTranslation('adjustments');
  const [isAsking, setIsAsking] = useState(false);
  const request = interview.adjustmentRequest ?? null;
  return (
    <Part title={t('ask')}>
      <Stack gap="sm">
        <Text>{t('askWords', { date: formatDeadline(interview.deadlineAt, i18n.language) })}</Text>
        {request && <Standing request={request} />}
        {request === null || isAsking ? (
          <RequestForm interview={interview} words={words} onSent={() => setIsAsking(false)} />
        ) : (
          <div>
            <Button variant="default" onClick={() => setIsAsking(true)}>
              {request.answeredAt === null ? t('change') : t('askAgain')}
            </Button>
          </div>
        )}
      </Stack>
    </Part>
  );
}

function Standing({ request }: { request: Request }) {
  const { t, i18n } = useTranslation('adjustments');
  const { requestedAt, answeredAt, granted, note } = request;
  const date = (moment: string) => formatDeadline(moment, i18n.language);
  const asked = wishes.filter((wish) => request[wish]).map((wish) => t(wish));
  return (
    <Notice kind={answeredAt === null ? 'now' : 'done'} role="status">
      <Text>
        {answeredAt === null ? t('pending', { date: date(requestedAt) }) : t('answered', { date: date(answeredAt) })}
      </Text>
      {asked.length > 0 && <Text>{t('asked', { wishes: listed(asked, i18n.language) })}</Text>}
      {note && <Text dir="auto">{note}</Text>}
      {granted && <Granted granted={granted} />}
    </Notice>
  );
}

function Granted({ granted }: { granted: Schemas['Adjustments'] }) {
  const { t, i18n } = useTranslation('adjustments');
  const agreed = [
    ...(granted.timeFactor > 1 ? [t('grantedTime', { factor: granted.timeFactor })] : []),
    ...(granted.writtenAnswers ? [t('writtenAnswers')] : []),
    ...(granted.extraBreaks ? [t('extraBreaks')] : []),
  ];
  if (agreed.length === 0) return <Text>{t('grantedNothing')}</Text>;
  return <Text fw={600}>{t('granted', { granted: listed(agreed, i18n.language) })}</Text>;
}

const nothing: Schemas['WantedAdjustments'] = { moreTime: false, writtenAnswers: false, extraBreaks: false };

function RequestForm({ interview, words, onSent }: RequestProps & { onSent: () => void }) {
  const { t } = useTranslation('adjustments');
  // Until it is sent it outlives a reload; on a shared device it does not outlive the tab.
  const [wanted, want, forget] = useSessionStorage({
    key: `guildhall-request-${interview.id}`,
    defaultValue: nothing,
    getInitialValueInEffect: false,
  });
  const [isEmpty, setIsEmpty] = useState(false);
  const adjust = useAdjust(interview.id);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const note = wanted.note?.trim() ?? '';
    if (!wishes.some((wish) => wanted[wish]) && note === '') return setIsEmpty(true);
    setIsEmpty(false);
    const { moreTime, writtenAnswers, extraBreaks } = wanted;
    const request = { moreTime, writtenAnswers, extraBreaks, ...(note === '' ? {} : { note }) };
    adjust.mutate({ request }, { onSuccess: () => [forget(), onSent()] });
  };
  return (
    <form onSubmit={(event) => void send(event)}>
      <Stack gap="sm">
        <Checkbox.Group
          label={t('wishes')}
          value={wishes.filter((wish) => wanted[wish])}
          onChange={(chosen) =>
            want({ ...wanted, ...Object.fromEntries(wishes.map((wish) => [wish, chosen.includes(wish)])) })
          }
          error={isEmpty && t('nothingChosen')}
        >
          <Stack gap="sm" mt="xs">
            {wishes.map((wish) => (
              <Checkbox key={wish} value={wish} label={t(wish)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Textarea
          label={t('note')}
          description={t('noteWords')}
          dir="auto"
          autosize
          minRows={2}
          maxLength={noteLength}
          value={wanted.note ?? ''}
          onChange={({ currentTarget }) => want({ ...wanted, note: currentTarget.value })}
        />
        {adjust.isError && <ProblemNotice error={adjust.error} words={words} />}
        <div>
          <Button type="submit" variant="default" loading={adjust.isPending}>
            {t('send')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
