import { Button, NativeSelect, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';
import { isSamePlan } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { documentToEdit } from './plan-edits.js';
import classes from './rubrics.module.css';
import { longestAnswer } from './sample-file.js';
import { SampleResult } from './sample-result.js';
import { SampleSources } from './sample-sources.js';
import type { Sample } from './use-sample.js';

interface SamplePaneProps {
  sample: Sample;
  isSaved: boolean;
  isBusy: boolean;
  onPreview: () => void;
}

/** What the offline engine finds in an answer by the plan as it stands, so that one sees which sentences count. */
export function SamplePane({ sample: { texts, read, write }, isSaved, isBusy, onPreview }: SamplePaneProps) {
  const { t } = useTranslation('editor');
  const { document } = usePlanEditor();
  const [asked, setAsked] = useState(document.questions[0]!.id);
  const [isMissing, setIsMissing] = useState(false);
  const question = document.questions.find(({ id }) => id === asked) ?? document.questions[0]!;
  const hasText = document.questions.some(({ id }) => (texts[id] ?? '').trim() !== '');
  const result = read.data;
  const isOlder =
    result !== undefined && !(isSamePlan(documentToEdit(result.document), document) && result.texts === texts);
  return (
    <section aria-labelledby="sample" className={`${classes['pane']} ${classes['beside']} ${classes['sample']}`}>
      <h2 id="sample" className={classes['paneTitle']}>
        {t('preview.title')}
      </h2>
      <Text size="sm" c="dimmed">
        {t('preview.hint')}
      </Text>
      <NativeSelect
        size="md"
        label={t('preview.question')}
        value={question.id}
        data={document.questions.map(({ id }, at) => ({ value: id, label: t('question.legend', { number: at + 1 }) }))}
        onChange={({ currentTarget }) => setAsked(currentTarget.value)}
      />
      <Text size="sm" lang={document.language} dir="auto">
        {question.text}
      </Text>
      <Textarea
        label={t('preview.answer')}
        dir="auto"
        lang={document.language}
        rows={7}
        maxLength={longestAnswer}
        value={texts[question.id] ?? ''}
        error={isMissing && !hasText && t('preview.needed')}
        onChange={({ currentTarget }) => write(question.id, currentTarget.value)}
      />
      <SampleSources
        question={question}
        text={texts[question.id] ?? ''}
        onWrite={(text, questionId = question.id) => write(questionId, text)}
      />
      <Button
        variant="default"
        loading={isBusy || read.isPending}
        onClick={() => {
          setIsMissing(!hasText);
          if (hasText) onPreview();
        }}
      >
        {t(isSaved ? 'preview.act' : 'preview.saveAndAct')}
      </Button>
      {read.isError && <ProblemNotice error={read.error} />}
      {isOlder && <Notice kind="info">{t('preview.older')}</Notice>}
      {result && <SampleResult {...result} />}
    </section>
  );
}
