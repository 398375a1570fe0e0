import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { AnswerPlayer } from '../../answers/answer-player.js';
import { AnswerTexts } from '../../answers/answer-texts.js';
import { KeysChoice } from '../../answers/keys-choice.js';
import { usePlayback } from '../../answers/use-playback.js';
import { isDecidable } from '../../api/decision-reasons.js';
import { formatDate, formatDeadline } from '../../i18n/format.js';
import { QueryState } from '../../problem/query-state.js';
import { PageTitle } from '../../shell/page-title.js';
import { StageBadge } from '../candidates/stage-badge.js';
import classes from './candidate.module.css';
import { type CandidateRecord, useCandidate } from './candidate-queries.js';
import { answersOf, criteriaOf, findingsOf, marksOf } from './candidate-view.js';
import { DecisionDialog } from './decision-dialog.js';
import { EvidenceTimeline } from './evidence-timeline.js';
import { HistoryPanel } from './history-panel.js';
import { ScorecardPanel } from './scorecard-panel.js';
import { lanesOf, tracksOf } from './timeline.js';
import { useCandidateKeys } from './use-candidate-keys.js';

const tabs = ['video', 'transcript', 'scorecard', 'history'] as const;

/** One applicant: what was said, what it was found to show, and the decision of a person. */
export function Component() {
  const { applicationId = '' } = useParams();
  return <QueryState query={useCandidate(applicationId)}>{(record) => <Candidate record={record} />}</QueryState>;
}

function Candidate({ record }: { record: CandidateRecord }) {
  const { t } = useTranslation('candidate');
  const { interview, transcripts, scorecard, details } = record;
  const [tab, setTab] = useState<(typeof tabs)[number]>('video');
  const answers = useMemo(() => answersOf({ interview, transcripts }), [interview, transcripts]);
  const criteria = useMemo(() => criteriaOf({ scorecard, details }), [scorecard, details]);
  const flagged = details?.flagged ?? none;
  const marks = useMemo(() => marksOf(criteria, flagged), [criteria, flagged]);
  const tracks = useMemo(() => tracksOf(answers), [answers]);
  const lanes = useMemo(
    () => lanesOf(tracks, criteria.length, findingsOf(criteria, flagged)),
    [tracks, criteria, flagged],
  );
  const playback = usePlayback(useMemo(() => answers.flatMap(({ takeId }) => takeId ?? []), [answers]));
  useCandidateKeys({ playback, tracks, lanes, criteria: criteria.length, onTab: setTab });
  const takeOf = (question: string) => answers.find(({ questionId }) => questionId === question)?.takeId ?? null;

  return (
    <>
      <Head record={record} criteria={criteria} />
      <SegmentedControl
        className={classes['tabs']}
        fullWidth
        aria-label={t('view')}
        value={tab}
        onChange={(chosen) => setTab(chosen as typeof tab)}
        data={tabs.map((each) => ({ value: each, label: t(`tabs.${each}`) }))}
      />
      <div className={classes['grid']} data-tab={tab} data-recorded={tracks.length > 0}>
        <section className={classes['video']} aria-label={t('tabs.video')}>
          <AnswerPlayer playback={playback} isMini={tab !== 'video'} />
          <div className={classes['below']}>
            {answers.length === 0 && <Text>{t('noInterview')}</Text>}
            {answers.length > 0 && tracks.length === 0 && <Text>{t('noRecording')}</Text>}
            {tracks.length > 0 && criteria.length > 0 && (
              <EvidenceTimeline
                {...{ tracks, lanes, playback }}
                titles={criteria.map(({ result }) => result.title)}
                isHeldOut={scorecard?.outcome === 'held_out'}
              />
            )}
            <KeysChoice
              keys={[
                { key: 'Space  K', does: t('keys.toggle') },
                { key: 'J  L', does: t('keys.skip') },
                { key: '[  ]', does: t('keys.evidence') },
                { key: '1 – 5', does: t('keys.criterion') },
                { key: 'T', does: t('keys.transcript') },
              ]}
            />
          </div>
        </section>
        <section id="transcript" tabIndex={-1} className={classes['transcript']} aria-label={t('tabs.transcript')}>
          <Title order={2} size="20px" mb="xs">
            {t('tabs.transcript')}
          </Title>
          <AnswerTexts answers={answers} playback={playback} quotes={marks} />
        </section>
        <section className={classes['scorecard']} aria-label={t('tabs.scorecard')}>
          <Title order={2} size="20px" mb="xs">
            {t('tabs.scorecard')}
          </Title>
          {scorecard === null ? (
            <Text>{t(interview?.path === 'human' ? 'noScorecard' : 'notYet')}</Text>
          ) : (
            <ScorecardPanel
              {...{ scorecard, criteria }}
              reviews={details?.reviews ?? []}
              language={interview?.language ?? 'en'}
              onPlay={({ question, startSeconds, endSeconds }) => {
                const takeId = takeOf(question);
                return takeId === null || startSeconds === null
                  ? null
                  : () => playback.play({ takeId, startSeconds, endSeconds });
              }}
            />
          )}
        </section>
        <section className={classes['historyPart']} aria-label={t('tabs.history')}>
          <Title order={2} size="20px" mb="xs">
            {t('tabs.history')}
          </Title>
          <HistoryPanel record={record} />
        </section>
      </div>
    </>
  );
}

const none: never[] = [];

interface HeadProps {
  record: CandidateRecord;
  criteria: ReturnType<typeof criteriaOf>;
}

/** Who it is, where they stand, by when a person decides; and the decision. */
function Head({ record, criteria }: HeadProps) {
  const { t, i18n } = useTranslation('candidate');
  const [isDeciding, setDeciding] = useState(false);
  const { name, stage, openingId, decisionDueAt, decisions } = record.application;
  const latest = decisions[0];
  const isLate = decisionDueAt != null && new Date(decisionDueAt) < new Date();
  return (
    <Stack gap="xs" mb="md">
      <Link to={`/console/openings/${openingId}/candidates`} className={classes['inline']}>
        {t('toCandidates')}
      </Link>
      <Group justify="space-between" align="flex-start">
        <div>
          <PageTitle documentTitle={name ?? t('nameless')}>
            <bdi>{name ?? t('nameless')}</bdi>
          </PageTitle>
          <StageBadge stage={stage} />
        </div>
        {isDecidable(stage) && <Button onClick={() => setDeciding(true)}>{t('decide.open')}</Button>}
      </Group>
      {decisionDueAt != null && (
        <Text size="sm">{t(isLate ? 'overdue' : 'due', { date: formatDeadline(decisionDueAt, i18n.language) })}</Text>
      )}
      {latest && (
        <Text size="sm" role="status">
          {t('decide.done', {
            name: latest.decidedByName ?? t('beside.somebody'),
            date: formatDate(latest.decidedAt, i18n.language),
          })}
        </Text>
      )}
      <DecisionDialog {...{ record, criteria }} isOpen={isDeciding} onClose={() => setDeciding(false)} />
    </Stack>
  );
}
