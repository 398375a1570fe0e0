import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasCode } from '../../api/api-problem.js';
import { api, bodyOf } from '../../api/client.js';
import { type DecisionKind, type DecisionReason, decisionKinds, reasonsOf } from '../../api/decision-reasons.js';
import { queryClient, useMe } from '../../api/queries.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { ChoiceCard } from '../../shell/choice-card.js';
import { Notice } from '../../shell/notice.js';
import classes from './candidate.module.css';
import { type CandidateRecord, candidateKey } from './candidate-queries.js';
import type { JudgedCriterion } from './candidate-view.js';
import { PacketPreview } from './packet-preview.js';

interface DecisionDialogProps {
  record: CandidateRecord;
  criteria: readonly JudgedCriterion[];
  isOpen: boolean;
  onClose: () => void;
}

/** A person decides, by name and with a reason. The three ways are alike, and none is chosen beforehand. */
export function DecisionDialog({ record, criteria, isOpen, onClose }: DecisionDialogProps) {
  const { t } = useTranslation('candidate');
  return (
    <Modal.Root opened={isOpen} onClose={onClose} size="lg">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Modal.Title fz={20} fw={600} mb="md">
            {t('decide.title', { name: record.application.name ?? t('nameless') })}
          </Modal.Title>
          <DecisionForm {...{ record, criteria, onClose }} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function DecisionForm({ record, criteria, onClose }: Omit<DecisionDialogProps, 'isOpen'>) {
  const { t } = useTranslation('candidate');
  const { t: shared } = useTranslation();
  const { t: list } = useTranslation('candidates');
  const { data: me } = useMe();
  const [kind, setKind] = useState<DecisionKind | null>(null);
  const [reasonCode, setReasonCode] = useState<DecisionReason | ''>('');
  const [note, setNote] = useState('');
  const [lacks, setLacks] = useState(false);
  const decide = useDecide(record, onClose);
  const choose = (chosen: DecisionKind) => {
    setKind(chosen);
    // The reasons of one way are none of another.
    setReasonCode('');
    setLacks(false);
  };
  const submit = () => {
    if (kind === null || reasonCode === '') return setLacks(true);
    decide.mutate({ kind, reasonCode, ...(note.trim() !== '' && { note: note.trim() }) });
  };
  return (
    <Stack>
      <Radio.Group
        label={t('decide.which')}
        value={kind ?? ''}
        onChange={(chosen) => choose(chosen as DecisionKind)}
        error={lacks && kind === null ? t('decide.needsKind') : undefined}
      >
        <div className={classes['choices']}>
          {decisionKinds.map((each) => (
            <ChoiceCard key={each} value={each} className={classes['choice']}>
              {t(`choice.${each}`)}
            </ChoiceCard>
          ))}
        </div>
      </Radio.Group>
      {kind !== null && (
        <NativeSelect
          size="md"
          label={t('decide.reason')}
          value={reasonCode}
          onChange={({ currentTarget }) => {
            setReasonCode(currentTarget.value as DecisionReason | '');
            setLacks(false);
          }}
          error={lacks && reasonCode === '' ? t('decide.needsReason') : undefined}
          data={[
            { value: '', label: t('decide.chooseReason') },
            ...reasonsOf[kind].map((code) => ({ value: code, label: list(`move.reasons.${code}`) })),
          ]}
        />
      )}
      <Textarea
        label={t('decide.note')}
        description={t('decide.noteWhy')}
        rows={3}
        maxLength={2_000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      {kind !== null && (
        <PacketPreview {...{ record, criteria, kind, reasonCode }} decidedBy={me?.displayName ?? null} />
      )}
      <Text fw={600}>{t('decide.named')}</Text>
      {decide.isError && <Refusal error={decide.error} applicationId={record.application.id} />}
      <Group>
        <Button loading={decide.isPending} onClick={submit}>
          {t('decide.act')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {shared('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

function useDecide({ application: { id, version } }: CandidateRecord, onDone: () => void) {
  return useMutation({
    mutationFn: (body: { kind: DecisionKind; reasonCode: DecisionReason; note?: string }) => {
      const params = { path: { applicationId: id }, header: { 'If-Match': `"${version}"` } };
      return bodyOf(api.POST('/v1/applications/{applicationId}/decisions', { params, body }));
    },
    onSuccess: (application) => {
      queryClient.setQueryData(
        candidateKey(id),
        (before: CandidateRecord | undefined) => before && { ...before, application },
      );
      void queryClient.invalidateQueries({
        predicate: ({ queryKey }) =>
          queryKey[0] !== 'candidate' && queryKey[0] !== 'me' && queryKey[0] !== 'media-link',
      });
      onDone();
    },
  });
}

/** What the server would not do, with what has to come first. */
function Refusal({ error, applicationId }: { error: Error; applicationId: string }) {
  const { t } = useTranslation('candidate');
  const loadAnew = () => void queryClient.invalidateQueries({ queryKey: candidateKey(applicationId) });
  if (hasCode(error, 'decision_needs_review')) {
    return (
      <Notice kind="attention" role="alert">
        {t('refused.needsReview')}{' '}
        <Link to={`/console/reviews/${applicationId}`} className={classes['inline']}>
          {t('refused.toReview')}
        </Link>
      </Notice>
    );
  }
  if (hasCode(error, 'decision_needs_blind_review')) {
    return (
      <Notice kind="attention" role="alert">
        {t('refused.needsBlindReview')}
      </Notice>
    );
  }
  if (hasCode(error, 'version_conflict', 'application_wrong_stage')) {
    return (
      <Notice kind="attention" role="alert">
        {t(hasCode(error, 'version_conflict') ? 'refused.changed' : 'refused.wrongStage')}
        <Button variant="default" mt="sm" onClick={loadAnew}>
          {t('refused.loadAnew')}
        </Button>
      </Notice>
    );
  }
  return <ProblemNotice error={error} />;
}
