import { Button, List, Stack, Text, Title } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/queries.js';
import { formatClock } from '../../i18n/format.js';
import { Part } from '../../shell/part.js';
import { TakePlayer } from '../transcript/take-player.js';
import classes from './result.module.css';

type Own = Schemas['OwnCriterion'];

interface CriterionProps {
  criterion: Own;
  /** Of the plan and the answers. */
  language: string;
  areWordsGone: boolean;
}

/** What was observed, in words before numbers; the words that show it, each with where it is heard; and what was missing. */
export function Criterion({ criterion, language, areWordsGone }: CriterionProps) {
  const { t } = useTranslation('result');
  const { title, anchor, quotes, raising } = criterion;
  return (
    <Part title={title}>
      <Stack gap="sm">
        {anchor === null ? (
          <Text>{t('noLevel')}</Text>
        ) : (
          <Text fw={600} lang={language} dir="auto">
            {anchor}
          </Text>
        )}
        <Size criterion={criterion} />
        {quotes.length > 0 ? (
          <Quotes quotes={quotes} language={language} />
        ) : (
          <Text c="dimmed">{t(areWordsGone ? 'quotesGone' : 'noQuotes')}</Text>
        )}
        {raising && <Raising raising={raising} language={language} />}
      </Stack>
    </Part>
  );
}

/** A level is never shown without a quote; the offline engine has words alone. */
function Size({ criterion: { level, word, quotes } }: { criterion: Own }) {
  const { t } = useTranslation('result');
  if (word !== null) return <Text>{t(`word.${word}`)}</Text>;
  return level !== null && quotes.length > 0 ? <Text>{t('levelOf', { level })}</Text> : null;
}

function Quotes({ quotes, language }: { quotes: Own['quotes']; language: string }) {
  const { t } = useTranslation('result');
  const [playing, setPlaying] = useState<number | null>(null);
  return (
    <div>
      <Title order={3} size="16px" mb="xs">
        {t('quotes')}
      </Title>
      <Stack component="ul" p={0} m={0} gap="md" style={{ listStyle: 'none' }}>
        {quotes.map((quote, index) => (
          <li key={`${quote.question} ${quote.point} ${quote.quote}`}>
            <Quote
              quote={quote}
              language={language}
              isPlaying={playing === index}
              onPlay={() => setPlaying(playing === index ? null : index)}
            />
          </li>
        ))}
      </Stack>
    </div>
  );
}

interface QuoteProps {
  quote: Own['quotes'][number];
  language: string;
  isPlaying: boolean;
  onPlay: () => void;
}

function Quote({ quote: { quote, point, supports, takeId, startSeconds, endSeconds }, ...props }: QuoteProps) {
  const { t } = useTranslation('result');
  const { language, isPlaying, onPlay } = props;
  const stretch = startSeconds === null || endSeconds === null ? null : { startSeconds, endSeconds };
  const times = stretch && { from: formatClock(stretch.startSeconds), to: formatClock(stretch.endSeconds) };
  return (
    <>
      <blockquote lang={language} dir="auto" className={`${classes['quote']} ${supports ? '' : classes['against']}`}>
        <p>{quote}</p>
      </blockquote>
      <Text size="sm">{t(supports ? 'shows' : 'against', { point })}</Text>
      {takeId !== null && times ? (
        <Button
          variant="subtle"
          aria-expanded={isPlaying}
          leftSection={<IconPlayerPlay size={20} aria-hidden />}
          onClick={onPlay}
        >
          {t('play', times)}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('inWriting')}
        </Text>
      )}
      {isPlaying && takeId !== null && stretch && <TakePlayer takeId={takeId} plays={stretch} />}
    </>
  );
}

function Raising({
  raising: { anchor, missing, against },
  language,
}: {
  raising: NonNullable<Own['raising']>;
  language: string;
}) {
  const { t } = useTranslation('result');
  const lists = [
    { words: t('missing'), points: missing },
    { words: t('withoutThese'), points: against },
  ].filter(({ points }) => points.length > 0);
  return (
    <div>
      <Title order={3} size="16px" mb="xs">
        {t('raising')}
      </Title>
      <Text>{t('oneHigher', { anchor })}</Text>
      {lists.map(({ words, points }) => (
        <div key={words}>
          <Text mt="xs">{words}</Text>
          <List>
            {points.map((point) => (
              <List.Item key={point}>
                <bdi lang={language}>{point}</bdi>
              </List.Item>
            ))}
          </List>
        </div>
      ))}
    </div>
  );
}
