import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../../i18n/format.js';
import { languageName } from '../../i18n/names.js';
import { QueryState } from '../../problem/query-state.js';
import own from './difference-list.module.css';
import { type Difference, nameOf, placeOf, tellingDifferences } from './difference-places.js';
import { type PlanDocument, percent } from './plan-document.js';
import { type PlanVersionSummary, useDifferences } from './rubric-queries.js';
import classes from './rubrics.module.css';

interface DifferenceListProps {
  from: PlanVersionSummary;
  to: PlanVersionSummary & { document: PlanDocument };
}

/** What is not the same in two versions, piece by piece, with both ways it stands. */
export function DifferenceList({ from, to }: DifferenceListProps) {
  const { t } = useTranslation('rubrics');
  return (
    <QueryState query={useDifferences(to.id, from.id)}>
      {(found) => {
        const differences = tellingDifferences(found);
        if (differences.length === 0) return <Text>{t('publish.same')}</Text>;
        return (
          <>
            <h2 className={classes['paneTitle']}>
              {t('publish.differences', { count: differences.length, number: from.number })}
            </h2>
            <ul className={own['differences']}>
              {differences.map((difference) => (
                <li key={`${difference.path} ${difference.kind}`}>
                  <DifferenceItem difference={difference} document={to.document} />
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </QueryState>
  );
}

function DifferenceItem({ difference, document }: { difference: Difference; document: PlanDocument }) {
  const { t } = useTranslation('rubrics');
  const { list, name, level, field } = placeOf(difference, document);
  const words = useValueWords(document);
  const where =
    list === null
      ? t('difference.plan')
      : name === null
        ? t(`steps.${list === 'questions' ? 'questions' : 'criteria'}`)
        : t(`difference.${list}`, { name });
  const what = field !== null && isField(field) ? t(`field.${field}`, { level: level ?? '' }) : field;
  const { kind, before, after } = difference;
  return (
    <>
      <Text fw={600}>
        {where}
        {what !== null && <> · {what}</>}
      </Text>
      <Text size="sm" c="dimmed">
        {t(`difference.${kind}`)}
      </Text>
      <dl className={own['sides']}>
        {kind !== 'added' && (
          <div>
            <dt>{t('difference.before')}</dt>
            <dd lang={document.language} dir="auto">
              <del>{words(difference, before)}</del>
            </dd>
          </div>
        )}
        {kind !== 'removed' && (
          <div>
            <dt>{t('difference.after')}</dt>
            <dd lang={document.language} dir="auto">
              <ins>{words(difference, after)}</ins>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}

const fields = [
  ...(['title', 'weightBp', 'levelRule', 'anchors', 'criterion', 'polarity', 'core', 'cap', 'questions'] as const),
  ...(['window', 'text', 'counts', 'doesNotCount', 'ideas', 'thinkSeconds', 'answerSeconds'] as const),
  ...(['minSpeechSeconds', 'language', 'minAnswered', 'domainTerms', 'interval', 'tie', 'reviewLines'] as const),
];
const isField = (name: string): name is (typeof fields)[number] => (fields as readonly string[]).includes(name);

/** A value as somebody reads it. */
function useValueWords(document: PlanDocument): (difference: Difference, value: unknown) => string {
  const { t, i18n } = useTranslation('rubrics');
  return ({ path, kind }, value) => {
    if (kind === 'moved' && Array.isArray(value)) return value.map((id: string) => nameById(path, id)).join(' · ');
    if (value === null || value === undefined || value === '') return t('difference.nothing');
    if (path.endsWith('.weightBp')) return t('weight', { percent: percent(value as number) });
    if (path.endsWith('Seconds')) return formatClock(value as number);
    if (path === 'language') return languageName(String(value), i18n.language);
    if (path.endsWith('.core')) return t(`difference.required.${value ? 'true' : 'false'}`);
    if (path.endsWith('.polarity')) return t(value === 'positive' ? 'positive' : 'difference.contradiction');
    return plainWords(value);
  };

  function nameById(path: string, id: string): string {
    const list = path === 'questions' || path === 'indicators' ? path : 'criteria';
    const entry = document[list].find((each) => each.id === id);
    return entry ? nameOf(entry) : id;
  }
}

/** Texts and numbers as they are, lists one behind the other, of an entry what it is called. */
function plainWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainWords).join(', ');
  if (typeof value === 'object' && value !== null) {
    const { title, text, any } = value as { title?: string; text?: string; any?: unknown };
    if (title !== undefined || text !== undefined) return title ?? text!;
    return any === undefined ? JSON.stringify(value) : plainWords(any);
  }
  return String(value);
}
