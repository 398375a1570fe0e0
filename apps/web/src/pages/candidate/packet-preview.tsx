import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DecisionKind, DecisionReason } from '../../api/decision-reasons.js';
import { formatDate } from '../../i18n/format.js';
import classes from './candidate.module.css';
import type { CandidateRecord } from './candidate-queries.js';
import type { JudgedCriterion } from './candidate-view.js';

interface PacketPreviewProps {
  record: CandidateRecord;
  criteria: readonly JudgedCriterion[];
  kind: DecisionKind;
  /** Empty until one is chosen. */
  reasonCode: DecisionReason | '';
  decidedBy: string | null;
}

type PacketReason = keyof typeof import('../result/result.words.js')['en']['reasons'];

/** What the applicant reads of it, in the very words of their page. A note for colleagues is no part of it. */
export function PacketPreview({ record, criteria, kind, reasonCode, decidedBy }: PacketPreviewProps) {
  const { t, i18n } = useTranslation('candidate');
  const { t: told } = useTranslation('result');
  const { scorecard, interview } = record;
  const date = formatDate(new Date(), i18n.language);
  const basis = basisOf(record);
  return (
    <section className={classes['packet']} aria-label={t('packet.title')}>
      <Title order={3} size="16px">
        {t('packet.title')}
      </Title>
      {kind === 'hold' ? (
        <Text>{t('packet.hold')}</Text>
      ) : (
        <>
          <Text fw={600}>{told(kind)}</Text>
          <Text>{decidedBy === null ? told('byAPerson', { date }) : told('by', { name: decidedBy, date })}</Text>
          {reasonCode !== '' && (
            <Text>{told('reason', { reason: told(`reasons.${reasonCode as PacketReason}`) })}</Text>
          )}
          <Text mt="xs">{told(basis === 'compared' && scorecard?.engine === 'baseline' ? 'baseline' : basis)}</Text>
          {basis === 'compared' && (
            <ul className={classes['reasons']}>
              {criteria.map(({ result: { criterion, title, anchor, word, level, evidence } }) => (
                <li key={criterion}>
                  <Text fw={600} lang={interview?.language} dir="auto">
                    {title}
                  </Text>
                  <Text lang={interview?.language} dir="auto">
                    {anchor ?? told('noLevel')}
                  </Text>
                  {[
                    ...(word !== null && scorecard?.engine === 'baseline' ? [told(`word.${word}`)] : []),
                    ...(level !== null && scorecard?.engine !== 'baseline' && evidence.length > 0
                      ? [told('levelOf', { level })]
                      : []),
                    t('packet.quotes', { count: evidence.length }),
                  ].join(' · ')}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}

/** What lay before the person who decides, as the packet tells it. */
function basisOf({ scorecard, interview }: CandidateRecord): 'compared' | 'unclear' | 'person' {
  if (scorecard === null || interview?.path === 'human') return 'person';
  return scorecard.outcome === 'held_out' ? 'unclear' : 'compared';
}
