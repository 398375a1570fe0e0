import { Button, Group, List, Modal, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, bodyOf } from '../../api/client.js';
import type { Moved, Moves } from '../../api/console-schemas.js';
import { type DecisionKind, type DecisionReason, decisionKinds, reasonsOf } from '../../api/decision-reasons.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { Notice } from '../../shell/notice.js';

interface MoveDialogProps {
  openingId: string;
  applicationIds: string[];
  nameOf: (applicationId: string) => string;
  onClose: () => void;
  /** Some of them have another stage now. */
  onMoved: (moved: string[]) => void;
}

/** One decision for several people at once, each by the rules of a single one; whoever sends it is the decider. */
export function MoveDialog({ openingId, applicationIds, nameOf, onClose, onMoved }: MoveDialogProps) {
  const { t } = useTranslation('candidates');
  const move = useMutation({
    // A repeat after a lost answer decides nothing again.
    mutationFn: ({ key, ...body }: Moves & { key: string }) => {
      const headers = { 'idempotency-key': key };
      return bodyOf(api.POST('/v1/openings/{openingId}/decisions', { params: { path: { openingId } }, body, headers }));
    },
    onSuccess: ({ moved }) => onMoved(moved),
  });
  return (
    <Modal.Root opened onClose={onClose} centered size="lg">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Stack>
            <Modal.Title fz={20} fw={600}>
              {t('move.title', { count: applicationIds.length })}
            </Modal.Title>
            {move.isSuccess ? (
              <Outcome outcome={move.data} nameOf={nameOf} onClose={onClose} />
            ) : (
              <MoveForm
                isPending={move.isPending}
                error={move.error}
                onCancel={onClose}
                onMove={(decision) => move.mutate({ ...decision, applicationIds, key: crypto.randomUUID() })}
              />
            )}
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

interface MoveFormProps {
  isPending: boolean;
  error: Error | null;
  onCancel: () => void;
  onMove: (decision: Omit<Moves, 'applicationIds'>) => void;
}

/** Nothing is chosen beforehand, and none of the three looks like the one to choose. */
function MoveForm({ isPending, error, onCancel, onMove }: MoveFormProps) {
  const { t } = useTranslation('candidates');
  const [decision, setDecision] = useState<DecisionKind | null>(null);
  const [reasonCode, setReasonCode] = useState<DecisionReason | ''>('');
  const [note, setNote] = useState('');
  const [isLacking, setIsLacking] = useState(false);
  const choose = (kind: string) => {
    setDecision(decisionKinds.find((each) => each === kind) ?? null);
    setReasonCode('');
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsLacking(decision === null || reasonCode === '');
    if (decision === null || reasonCode === '') return;
    onMove({ decision, reasonCode, ...(note.trim() !== '' && { note: note.trim() }) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('move.decider')}</Text>
        <Radio.Group
          label={t('move.decision')}
          value={decision ?? ''}
          onChange={choose}
          error={isLacking && decision === null && t('move.chooseDecision')}
        >
          <Stack gap="xs" mt={4}>
            {decisionKinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`move.kind.${kind}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {decision !== null && (
          <NativeSelect
            {...{ size: 'md', label: t('move.reason'), value: reasonCode }}
            onChange={({ currentTarget }) => setReasonCode(currentTarget.value as DecisionReason | '')}
            error={isLacking && reasonCode === '' && t('move.chooseReason')}
            data={[
              { value: '', label: t('move.choose') },
              ...reasonsOf[decision].map((code) => ({ value: code, label: t(`move.reasons.${code}`) })),
            ]}
          />
        )}
        <Textarea
          {...{ label: t('move.note'), description: t('move.noteHint'), maxLength: 2_000, autosize: true, minRows: 2 }}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        {error && <ProblemNotice error={error} />}
        <Group>
          <Button type="submit" loading={isPending}>
            {t('move.send')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('move.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const knownRefusals = [
  ...(['decision_needs_review', 'decision_needs_blind_review', 'application_wrong_stage'] as const),
  ...(['version_conflict', 'not_found'] as const),
];

function Outcome({
  outcome: { moved, refused },
  nameOf,
  onClose,
}: {
  outcome: Moved;
  nameOf: MoveDialogProps['nameOf'];
  onClose: () => void;
}) {
  const { t } = useTranslation('candidates');
  const wordsOf = ({ code, detail }: Moved['refused'][number]) => {
    const known = knownRefusals.find((each) => each === code);
    return known ? t(`move.refusal.${known}`) : detail;
  };
  return (
    <>
      <Notice kind={refused.length > 0 ? 'attention' : 'done'} role="status">
        {t('move.outcome', { moved: moved.length, refused: refused.length })}
      </Notice>
      {refused.length > 0 && (
        <List>
          {refused.map((refusal) => (
            <List.Item key={refusal.applicationId}>
              <bdi>{nameOf(refusal.applicationId)}</bdi>: {wordsOf(refusal)}
            </List.Item>
          ))}
        </List>
      )}
      <Group>
        <Button variant="default" onClick={onClose}>
          {t('move.close')}
        </Button>
      </Group>
    </>
  );
}
