import { Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../api/api-problem.js';
import type { Schemas } from '../../api/queries.js';
import { formatDate, formatMoney } from '../../i18n/format.js';
import { ProblemNotice } from '../../problem/problem-notice.js';
import { QueryState } from '../../problem/query-state.js';
import { Actions } from '../../shell/actions.js';
import { DeclineButton } from './decline-button.js';
import { DocumentText } from './document-text.js';
import { PdfLink } from './pdf-link.js';
import classes from './signing.module.css';
import type { SigningDocument } from './signing-step.js';
import { StepTitle } from './step-title.js';
import { useComplaint } from './use-complaint.js';
import { useDocumentFile, useDocumentText } from './use-document.js';
import { type StepProps, useSigningAct } from './visit.js';

interface SignStepProps extends StepProps {
  document: SigningDocument;
}

/** The document in short, and a name typed under it. */
export function SignStep(props: SignStepProps) {
  const text = useDocumentText(props.visit, props.document);
  return <QueryState query={text}>{(found) => <Sign {...props} text={found} />}</QueryState>;
}

function Sign({ visit, document, onDecline, text }: SignStepProps & { text: Schemas['DocumentText'] }) {
  const { t } = useTranslation('signing');
  const { field, fault, complain, forgive } = useComplaint();
  const [name, setName] = useState('');
  const { signing, calls } = visit;
  const sign = useSigningAct(visit, (typedName: string) => calls.sign(document.id, typedName));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return complain('needed');
    forgive();
    sign.mutate(name.trim(), {
      onError: (error) => hasCode(error, 'validation_failed') && complain('wrong'),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw="66ch">
        <StepTitle number={5} document={document} of={signing} language={text.language}>
          {document.title}
        </StepTitle>
        <Summary {...{ visit, document, text }} />
        <TextInput
          ref={field}
          maw={420}
          label={t('sign.name')}
          description={t('sign.asWritten', { name: signing.signerName })}
          autoComplete="name"
          spellCheck={false}
          maxLength={200}
          dir="auto"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={fault && t(`sign.${fault}`, { name: signing.signerName })}
        />
        {sign.error && fault === null && <ProblemNotice error={sign.error} />}
      </Stack>
      <Actions areAlike>
        <Button variant="default" type="submit" loading={sign.isPending}>
          {t(`sign.button.${document.kind}`)}
        </Button>
        <DeclineButton onDecline={onDecline} />
      </Actions>
    </form>
  );
}

/** What is agreed in short, as the document itself says it, and the whole of it one click away. */
function Summary({
  visit,
  document,
  text,
}: Pick<SignStepProps, 'visit' | 'document'> & { text: Schemas['DocumentText'] }) {
  const { t } = useTranslation('signing');
  const file = useDocumentFile(visit, document);
  const { company, terms } = visit.signing;
  const facts = text.blocks.filter(({ kind }) => kind === 'table').slice(0, 1);
  return (
    <>
      {terms && document.kind === 'contractor_agreement' && <Terms terms={terms} />}
      <Text>{t('sign.with', { company })}</Text>
      <DocumentText blocks={facts} language={text.language} />
      <details className={classes['again']}>
        <summary>{t('sign.again')}</summary>
        <DocumentText blocks={text.blocks.filter((block) => block.text !== text.title)} language={text.language} />
      </details>
      {file.data && <PdfLink document={document} file={file.data} />}
    </>
  );
}

const hourSeconds = 3_600;

function Terms({ terms }: { terms: Schemas['SigningTerms'] }) {
  const { t, i18n } = useTranslation('signing');
  const { rateMinor, currency, weeklyLimitSeconds, startDate } = terms;
  const words = t('sign.rate', {
    count: weeklyLimitSeconds / hourSeconds,
    rate: formatMoney(rateMinor, currency, i18n.language),
    date: formatDate(startDate, i18n.language, 'UTC'),
  });
  return (
    <Text fw={600} size="lg">
      {words}
    </Text>
  );
}
