import { Button, NativeSelect, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../../i18n/format.js';
import { languageName } from '../../i18n/names.js';
import { EntryButtons } from './entry-buttons.js';
import { onEntryKeys } from './entry-keys.js';
import { NumberField } from './number-field.js';
import { type PlanQuestion, planLimits } from './plan-document.js';
import { usePlanEditor } from './plan-editor.js';
import { isFull } from './plan-edits.js';
import { PlanText } from './plan-text.js';
import { useTemplates } from './rubric-queries.js';
import classes from './rubrics.module.css';

const offeredLanguages = ['en', 'ar', 'fr', 'de', 'es', 'hi', 'ja', 'pt', 'zh'];

/** What is asked, with its limits, and how an applicant will see it. */
export function QuestionsStep() {
  const { t } = useTranslation('editor');
  const { document, move, ...editor } = usePlanEditor();
  const tries = useTemplates().data?.data[0]?.interview.triesPerAnswer;
  const add = () => editor.add({ kind: 'addQuestion' }, 'questions');
  return (
    <div className={classes['questions']}>
      {document.questions.map((question, place) => {
        const name = t('question.legend', { number: place + 1 });
        return (
          <fieldset
            key={question.id}
            aria-label={name}
            className={classes['question']}
            onKeyDown={onEntryKeys({ move: (by) => move('questions', question.id, by, name), add })}
          >
            <QuestionFields question={question} place={place} />
            <Seen question={question} place={place} tries={tries} />
          </fieldset>
        );
      })}
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={20} aria-hidden />}
          disabled={isFull(document, 'questions')}
          onClick={add}
        >
          {t('addQuestion')}
        </Button>
      </div>
      {tries !== undefined && <Text>{t('question.tries', { tries })}</Text>}
      <OfAllQuestions />
    </div>
  );
}

function QuestionFields({ question, place }: { question: PlanQuestion; place: number }) {
  const { t } = useTranslation('editor');
  const { document, edit, problemsAt } = usePlanEditor();
  const { id } = question;
  const name = t('question.legend', { number: place + 1 });
  const change = (changes: Partial<PlanQuestion>) => edit({ kind: 'changeQuestion', id, changes });
  const path = `questions.${id}`;
  const numbers = [
    { field: 'thinkSeconds', label: t('question.think'), minimum: 0, maximum: 600 },
    { field: 'answerSeconds', label: t('question.answer'), minimum: 10, maximum: 900 },
    { field: 'minSpeechSeconds', label: t('question.speech'), minimum: 1, maximum: 300 },
  ] as const;
  const ofField = numbers.flatMap(({ field }) => problemsAt(`${path}.${field}`));
  const ofText = problemsAt(`${path}.text`);
  const others = problemsAt(path).filter((words) => !ofField.includes(words) && !ofText.includes(words));
  return (
    <div className={classes['pane']}>
      <div className={classes['questionHead']}>
        <h2 className={classes['paneTitle']}>{name}</h2>
        <EntryButtons
          {...{ list: 'questions', id, name }}
          isFirst={place === 0}
          isAtEnd={place === document.questions.length - 1}
        />
      </div>
      <PlanText
        name={`${path}.text`}
        label={t('question.text')}
        rows={3}
        maxLength={planLimits.question.maximum}
        value={question.text}
        problems={others}
        onWrite={(text) => change({ text })}
      />
      <div className={classes['limits']}>
        {numbers.map(({ field, label, minimum, maximum }) => (
          <NumberField
            key={field}
            name={`${path}.${field}`}
            {...{ label, minimum, maximum }}
            value={question[field]}
            problems={problemsAt(`${path}.${field}`)}
            onChange={(changed) => change({ [field]: changed })}
          />
        ))}
      </div>
    </div>
  );
}

interface SeenProps {
  question: PlanQuestion;
  place: number;
  tries: number | undefined;
}

/** The words of the interview room. */
function Seen({ question: { text, thinkSeconds, answerSeconds }, place, tries }: SeenProps) {
  const { t } = useTranslation('editor');
  const { document } = usePlanEditor();
  const values = { number: place + 1, total: document.questions.length, answer: formatClock(answerSeconds) };
  return (
    <div className={classes['seen']}>
      <Text size="sm" c="dimmed">
        {t('question.seen')}
      </Text>
      <Text>
        {tries === undefined ? t('question.seenReadyShort', values) : t('question.seenReady', { ...values, tries })}
      </Text>
      <Text fz={20} lang={document.language} dir="auto">
        {text}
      </Text>
      <Text>{t('question.seenThink', { think: formatClock(thinkSeconds) })}</Text>
    </div>
  );
}

function OfAllQuestions() {
  const { t, i18n } = useTranslation('editor');
  const { document, edit, problemsAt } = usePlanEditor();
  const tags = [...new Set([document.language, ...offeredLanguages])];
  return (
    <div className={classes['limits']}>
      <NativeSelect
        size="md"
        name="language"
        label={t('question.language')}
        value={document.language}
        data={tags.map((value) => ({ value, label: languageName(value, i18n.language) }))}
        onChange={({ currentTarget }) => edit({ kind: 'changePlan', changes: { language: currentTarget.value } })}
      />
      <NumberField
        name="minAnswered"
        label={t('question.minAnswered')}
        value={document.minAnswered ?? 1}
        minimum={1}
        maximum={planLimits.questions}
        problems={problemsAt('minAnswered')}
        onChange={(minAnswered) => edit({ kind: 'changePlan', changes: { minAnswered } })}
      />
    </div>
  );
}
