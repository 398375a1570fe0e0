import { Button, FileButton, Group, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../i18n/format.js';
import { Notice } from '../../shell/notice.js';
import type { PlanQuestion } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { useTemplateOf } from './rubric-queries.js';
import classes from './rubrics.module.css';
import { answerIn, type FileRefusal, longestAnswer } from './sample-file.js';

interface SampleSourcesProps {
  question: PlanQuestion;
  /** What stands in the field. */
  text: string;
  onWrite: (text: string, questionId?: string) => void;
}

/** Answers that need not be typed: those that came with the template, while it asks the same, and files on the device. */
export function SampleSources({ question, text, onWrite }: SampleSourcesProps) {
  const { t, i18n } = useTranslation('editor');
  const answers = useAnswersTo(question);
  const clearFile = useRef<() => void>(null);
  const [refusal, setRefusal] = useState<FileRefusal | null>(null);
  const [replaced, setReplaced] = useState<{ text: string; questionId: string } | null>(null);
  const insert = (inserted: string) => {
    setRefusal(null);
    const isOwn = text.trim() !== '' && text !== inserted && !answers.some((answer) => answer.text === text);
    setReplaced(isOwn ? { text, questionId: question.id } : null);
    onWrite(inserted);
  };
  const open = async (file: File | null) => {
    if (file === null) return;
    // The same file can be chosen again once it was changed.
    clearFile.current?.();
    const found = await answerIn(file).catch(() => ({ refusal: 'notText' as const }));
    if ('text' in found) insert(found.text);
    else setRefusal(found.refusal);
  };
  return (
    <>
      <Group gap="xs" role="group" aria-labelledby="insert">
        <Text size="sm" id="insert">
          {t('preview.insert.title')}
        </Text>
        {answers.map(({ shows, text: sample }) => (
          <Button key={shows} variant="default" px="sm" onClick={() => insert(sample)}>
            {t(`preview.insert.${shows}`)}
          </Button>
        ))}
        <FileButton accept=".txt,text/plain" resetRef={clearFile} onChange={(file) => void open(file)}>
          {(props) => (
            <Button variant="default" px="sm" {...props}>
              {t('preview.insert.file')}
            </Button>
          )}
        </FileButton>
      </Group>
      {refusal && (
        <Notice kind="error" role="alert">
          {t(`preview.refused.${refusal}`, { maximum: formatNumber(longestAnswer, i18n.language) })}
        </Notice>
      )}
      {replaced && (
        <Notice kind="info" role="status">
          {t('preview.replaced')}{' '}
          <button
            type="button"
            className={classes['inline']}
            onClick={() => {
              onWrite(replaced.text, replaced.questionId);
              setReplaced(null);
            }}
          >
            {t('undo')}
          </button>
        </Notice>
      )}
    </>
  );
}

/** Of the template, as long as the plan asks the question in its words. */
function useAnswersTo({ id, text }: PlanQuestion) {
  const template = useTemplateOf(usePlanEditor().document).data;
  const isSame = template?.document.questions.some((question) => question.id === id && question.text === text) ?? false;
  return isSame ? (template?.sampleAnswers ?? []).filter(({ questionId }) => questionId === id) : [];
}
