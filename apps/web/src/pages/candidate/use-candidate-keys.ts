import { useKeys, useKeysChoice } from '../../answers/use-keys.js';
import type { Playback } from '../../answers/use-playback.js';
import { evidenceFrom, type Lane, type Track } from './timeline.js';

interface CandidateKeys {
  playback: Playback;
  tracks: readonly Track[];
  lanes: readonly Lane[];
  /** How many there are. */
  criteria: number;
  /** On telephones one part is shown at a time. */
  onTab: (tab: 'transcript' | 'scorecard') => void;
}

export function useCandidateKeys({ playback, tracks, lanes, criteria, onTab }: CandidateKeys): void {
  const [choice] = useKeysChoice();
  useKeys(choice === 'on', (action) => {
    if (action.kind === 'toggle') playback.toggle();
    else if (action.kind === 'skip') playback.skip(action.seconds);
    else if (action.kind === 'evidence') return playEvidence(action.step);
    else if (action.kind === 'number' && action.number <= criteria) show('scorecard', `criterion-${action.number}`);
    else if (action.kind === 'transcript') show('transcript', 'transcript');
    else return false;
    return true;
  });

  function playEvidence(step: 1 | -1): boolean {
    const track = tracks.find(({ takeId }) => takeId === playback.takeId);
    const next = evidenceFrom(lanes, (track?.startSeconds ?? 0) + playback.seconds, step);
    if (next) playback.play({ ...next, takeId: next.track.takeId });
    return next !== null;
  }

  function show(tab: 'transcript' | 'scorecard', id: string): void {
    onTab(tab);
    // Once the part is shown: what is hidden takes no focus.
    requestAnimationFrame(() => document.getElementById(id)?.focus());
  }
}
