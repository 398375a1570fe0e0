import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SigningDocument } from './signing-step.js';

interface PdfLinkProps {
  document: SigningDocument;
  file: string;
}

/** The document itself, with the beginning of the hash that stands in the evidence. */
export function PdfLink({ document: { kind, originalSha256 }, file }: PdfLinkProps) {
  const { t } = useTranslation('signing');
  return (
    <div>
      <Anchor href={file} download={`${kind}.pdf`}>
        {t('read.download')}
      </Anchor>
      <Text c="dimmed" size="sm">
        {t('read.hash')}: <code className="left-to-right">{originalSha256.slice(0, 16)}…</code>
      </Text>
    </div>
  );
}
