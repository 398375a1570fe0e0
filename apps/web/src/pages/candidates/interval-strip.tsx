import classes from './candidates.module.css';
import { placeOnAxis, type ScoreRange } from './score-range.js';

const levels = [10, 20, 30, 40, 50];

/**
 * The range on an axis from 1 to 5 that is never cut: a bar from its lower to its upper end, and a hollow dot at the point. The
 * same stands in words beside it. It runs from left to right in every language.
 */
export function IntervalStrip({ range: { low, high, point } }: { range: ScoreRange }) {
  const [from, to, dot] = [low, high, point].map((tenths) => placeOnAxis(tenths!));
  return (
    <span className={`${classes['strip']} left-to-right`} aria-hidden>
      <svg width="100%" height="16" overflow="visible" aria-hidden>
        <line x1="0" x2="100%" y1="8" y2="8" className={classes['axis']} />
        {levels.map((level) => (
          <line
            key={level}
            {...{ x1: `${placeOnAxis(level)}%`, x2: `${placeOnAxis(level)}%`, y1: 4, y2: 12 }}
            className={classes['axis']}
          />
        ))}
        <rect x={`${from}%`} width={`${to! - from!}%`} y="5" height="6" className={classes['bar']} />
        <circle cx={`${dot}%`} cy="8" r="4" className={classes['dot']} />
      </svg>
    </span>
  );
}

/** The numbers of the axis, once above all strips. */
export function IntervalAxis() {
  return (
    <span className={`${classes['numbers']} left-to-right`} aria-hidden>
      {levels.map((level) => (
        <span key={level}>{level / 10}</span>
      ))}
    </span>
  );
}
