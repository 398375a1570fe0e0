import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { languageName } from '../../i18n/names.js';
import { QueryState } from '../../problem/query-state.js';
import { Notice } from '../../shell/notice.js';
import { DeclineButton } from './decline-button.js';
import { pagesOf } from './document-pages.js';
import { DocumentText } from './document-text.js';
import { PdfLink } from './pdf-link.js';
import classes from './signing.module.css';
import type { SigningDocument } from './signing-step.js';
import { StepTitle } from './step-title.js';
import { useDocumentFile, useDocumentText, WrongFile } from './use-document.js';
import { usePageDown } from './use-page-down.js';
import type { StepProps } from './visit.js';

interface ReadStepProps extends StepProps {
  document: SigningDocument;
  /** It was read to its end. */
  onRead: () => Promise<void>;
}

/** A document page by page, beside the file that it is the words of. */
export function ReadStep(props: ReadStepProps) {
  const { visit, document } = props;
  const { t } = useTranslation('signing');
  const text = useDocumentText(visit, document);
  const file = useDocumentFile(visit, document);
  if (file.error instanceof WrongFile) {
    return (
      <Stack maw="66ch">
        <StepTitle number={4}>{document.title}</StepTitle>
        <Notice kind="error" role="alert">
          {t('read.wrongFile')}
        </Notice>
      </Stack>
    );
  }
  return (
    <QueryState query={text}>
      {(found) => <QueryState query={file}>{(address) => <Pages {...props} text={found} file={address} />}</QueryState>}
    </QueryState>
  );
}

interface PagesProps extends ReadStepProps {
  text: Schemas['DocumentText'];
  file: string;
}

function Pages({ visit, document, text, file, onDecline, onRead }: PagesProps) {
  const { t, i18n } = useTranslation('signing');
  const [index, setIndex] = useState(0);
  const top = useRef<HTMLElement>(null);
  const pages = pagesOf(text.blocks, text.title);
  const read = useMutation({ mutationFn: onRead });
  const next = () => (index + 1 < pages.length ? turnTo(index + 1) : read.mutate());
  usePageDown(next);
  const place = t('read.page', { number: index + 1, count: pages.length });
  return (
    <Stack maw="66ch">
      <StepTitle number={4} document={document} of={visit.signing} language={text.language}>
        {document.title}
      </StepTitle>
      <Notice kind="info">
        {t('read.words')}
        {i18n.language !== text.language &&
          ` ${t('read.inEnglish', { language: languageName(text.language, i18n.language) })}`}
        <PdfLink {...{ document, file }} />
      </Notice>
      <section ref={top} tabIndex={-1} aria-label={place} className={classes['page']}>
        <DocumentText blocks={pages[index] ?? []} language={text.language} />
      </section>
      <div>
        <DeclineButton onDecline={onDecline} />
      </div>
      <div className={classes['bar']}>
        <Text fw={600}>{place}</Text>
        {index > 0 && (
          <Button variant="default" onClick={() => turnTo(index - 1)}>
            {t('read.back')}
          </Button>
        )}
        <Button loading={read.isPending} onClick={next}>
          {t('read.next')}
        </Button>
      </div>
    </Stack>
  );

  /** Whoever does not see it hears which page came; whoever does begins at its top. */
  function turnTo(page: number): void {
    setIndex(page);
    requestAnimationFrame(() => {
      top.current?.focus({ preventScroll: true });
      top.current?.scrollIntoView();
    });
  }
}
