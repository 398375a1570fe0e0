import { IconFlag } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CriterionLetter, hueOf, letterOf } from '../../answers/criterion-letter.js';
import type { Playback } from '../../answers/use-playback.js';
import { formatClock } from '../../i18n/format.js';
import classes from './candidate.module.css';
import { type Lane, lengthOf, neighbourOf, type Segment, type Track } from './timeline.js';

interface EvidenceTimelineProps {
  tracks: readonly Track[];
  lanes: readonly Lane[];
  playback: Playback;
  /** Of the criteria, in their order. */
  titles: readonly string[];
  /** Of a result that is held out nothing counts; its quotes are told as what was found, and no more. */
  isHeldOut: boolean;
}

/** Where in the recordings the evidence lies. It runs from left to right in every language; all of it stands in the scorecard, too. */
export function EvidenceTimeline({ tracks, lanes, playback, titles, isHeldOut }: EvidenceTimelineProps) {
  const { t } = useTranslation('candidate');
  const [reached, setReached] = useState<string | null>(null);
  const root = useRef<HTMLElement>(null);
  const length = lengthOf(tracks);
  const first = lanes.flatMap(({ segments }) => segments)[0];
  const focusable = reached ?? first?.id ?? null;
  const current = tracks.find(({ takeId }) => takeId === playback.takeId);
  const share = (seconds: number) => `${(seconds / length) * 100}%`;
  const onKey = (event: KeyboardEvent) => {
    const next = focusable && neighbourOf(lanes, focusable, event.key);
    if (!next) return;
    event.preventDefault();
    setReached(next.id);
    root.current?.querySelector<HTMLElement>(`[data-segment="${next.id}"]`)?.focus();
  };
  return (
    <section ref={root} aria-label={t('timeline')} className={`${classes['timeline']} left-to-right`} onKeyDown={onKey}>
      <div className={classes['axis']} aria-hidden>
        {tracks.map(({ number, startSeconds }) => (
          <span key={number} style={{ insetInlineStart: share(startSeconds) }}>
            {number}
          </span>
        ))}
      </div>
      {lanes.map(({ place, rows, segments }) => (
        <div key={place ?? 'flagged'} className={classes['lane']}>
          {place === null ? <IconFlag size={20} aria-hidden /> : <CriterionLetter place={place} />}
          <div className={classes['track']} style={{ height: rows * 28 }}>
            {tracks.slice(1).map(({ number, startSeconds }) => (
              <span key={number} className={classes['border']} style={{ insetInlineStart: share(startSeconds) }} />
            ))}
            <ul
              aria-label={
                place === null ? t('flaggedLane') : t('lane', { letter: letterOf(place), title: titles[place] ?? '' })
              }
              className={classes['segments']}
            >
              {segments.map((segment) => (
                <li key={segment.id}>
                  <SegmentButton
                    segment={segment}
                    isHeldOut={isHeldOut}
                    isFocusable={segment.id === focusable}
                    onReach={() => setReached(segment.id)}
                    onPlay={() => playback.play({ ...segment, takeId: segment.track.takeId })}
                  />
                </li>
              ))}
            </ul>
            {current && (
              <span
                className={classes['now']}
                style={{
                  insetInlineStart: share(current.startSeconds + Math.min(playback.seconds, current.durationSeconds)),
                }}
              />
            )}
          </div>
        </div>
      ))}
      <Legend lanes={lanes} isHeldOut={isHeldOut} />
    </section>
  );
}

interface SegmentButtonProps {
  segment: Segment;
  isHeldOut: boolean;
  isFocusable: boolean;
  onReach: () => void;
  onPlay: () => void;
}

function SegmentButton({ segment, isHeldOut, isFocusable, onReach, onPlay }: SegmentButtonProps) {
  const { t } = useTranslation('candidate');
  const { id, kind, place, track, startSeconds, endSeconds, quote, from, width, row, supports } = segment;
  const counted = isHeldOut ? 'found' : supports ? 'counted' : 'against';
  const words = t(`segment.${kind === 'counted' ? counted : kind}`);
  const times = { from: formatClock(startSeconds), to: formatClock(endSeconds) };
  const name = t('segmentName', {
    letter: place === null ? '⚑' : letterOf(place),
    number: track.number,
    words,
    ...times,
    quote,
  });
  return (
    <button
      type="button"
      data-segment={id}
      tabIndex={isFocusable ? 0 : -1}
      className={`${classes['segment']} ${classes[kind]} ${place === null ? '' : hueOf(place)}`}
      style={{ insetInlineStart: `${from * 100}%`, width: `${width * 100}%`, insetBlockStart: row * 28 }}
      aria-label={name}
      title={quote}
      onFocus={onReach}
      onClick={onPlay}
    />
  );
}

function Legend({ lanes, isHeldOut }: { lanes: readonly Lane[]; isHeldOut: boolean }) {
  const { t, i18n } = useTranslation('candidate');
  const kinds = (['counted', 'outside', 'flagged'] as const).filter((kind) =>
    lanes.some(({ segments }) => segments.some((segment) => segment.kind === kind)),
  );
  return (
    <ul className={classes['legend']} dir={i18n.dir()}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={`${classes['swatch']} ${classes[kind]} ${hueOf(0)}`} />
          {t(`legend.${kind === 'counted' && isHeldOut ? 'found' : kind}`)}
        </li>
      ))}
    </ul>
  );
}
