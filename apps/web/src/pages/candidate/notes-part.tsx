import { Button, Text, Textarea, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDeadline } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import classes from './candidate.module.css';
import { type Note, useAddNote, useNotes } from './notes-queries.js';

/** What recruiters write down for each other. A note is never changed; who wrote it stands beside it. */
export function NotesPart({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('candidate');
  const notes = useNotes(applicationId);
  if (notes.isError) return <ProblemNotice error={notes.error} onRetry={() => void notes.refetch()} />;
  if (!notes.data) return null;
  return (
    <section>
      <Title order={3} size="16px">
        {t('notes.title')}
      </Title>
      <NoteForm applicationId={applicationId} />
      {notes.data.length === 0 ? <Text>{t('notes.none')}</Text> : <Notes notes={notes.data} />}
    </section>
  );
}

function Notes({ notes }: { notes: readonly Note[] }) {
  const { t, i18n } = useTranslation('candidate');
  return (
    <ul className={classes['history']}>
      {notes.map(({ id, authorName, text, createdAt }) => (
        <li key={id}>
          <Text size="sm" c="dimmed">
            <bdi>{authorName ?? t('beside.somebody')}</bdi> · {formatDeadline(createdAt, i18n.language)}
          </Text>
          <Text dir="auto" className={classes['noteText']}>
            {text}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function NoteForm({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('candidate');
  const [text, setText] = useState('');
  const add = useAddNote(applicationId, () => setText(''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate(text.trim());
  };
  return (
    <form onSubmit={submit} className={classes['noteForm']}>
      <Textarea
        label={t('notes.new')}
        description={t('notes.why')}
        rows={3}
        maxLength={4_000}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {add.isError && <ProblemNotice error={add.error} />}
      <Button type="submit" variant="default" mt="xs" loading={add.isPending}>
        {t('notes.add')}
      </Button>
    </form>
  );
}
