import { Text } from '@mantine/core';
import { hueOf } from '../../answers/criterion-letter.js';
import { fullWeightBp, type PlanDocument, weightOf } from './plan-document.js';
import classes from './rubrics.module.css';
import { useWeightWords } from './use-problems.js';

/** How the weights share the whole; what is missing stays empty, what is too much sticks out of the frame. */
export function WeightBar({ document }: { document: PlanDocument }) {
  const words = useWeightWords()(document);
  const sum = weightOf(document);
  const widest = Math.max(sum, fullWeightBp);
  const share = (weightBp: number) => `${(weightBp / widest) * 100}%`;
  return (
    <div>
      <div className={classes['weights']} aria-hidden>
        <div className={classes['whole']} style={{ width: share(fullWeightBp) }} />
        {document.criteria.map(({ id, weightBp }, place) => (
          <div key={id} className={`${classes['weight']} ${hueOf(place)}`} style={{ width: share(weightBp) }} />
        ))}
      </div>
      <Text role="status" size="sm" fw={600} c={sum === fullWeightBp ? 'var(--done)' : 'var(--error)'}>
        {words}
      </Text>
    </div>
  );
}
