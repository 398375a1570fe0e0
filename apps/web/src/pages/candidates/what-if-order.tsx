import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WhatIfCandidate, WhatIfOrder } from '../../api/console-schemas.js';
import { BandHead } from './band-head.js';
import { type Band, bandsOf, type Ranked } from './candidate-bands.js';
import classes from './candidates.module.css';
import { RankRange } from './rank-range.js';
import { ScoreCell } from './score-cell.js';
import { StageBadge } from './stage-badge.js';

interface WhatIfOrderProps {
  order: WhatIfOrder;
  /** The engine of the results shows no digits. */
  isBaseline: boolean;
  onChange: () => void;
  onEnd: () => void;
}

/** The order that other weights would give, in the place of the stored one and never to be mistaken for it. */
export function WhatIfOrderList({ order, isBaseline, onChange, onEnd }: WhatIfOrderProps) {
  const { t } = useTranslation('candidates');
  return (
    <Stack>
      <div className={classes['whatIf']} role="status">
        {t('whatIf.banner')}
      </div>
      <Group>
        <Button onClick={onEnd}>{t('whatIf.end')}</Button>
        <Button variant="default" onClick={onChange}>
          {t('whatIf.change')}
        </Button>
      </Group>
      {bandsOf(order.data).map((band) => (
        <section key={band.band}>
          <div className={classes['bandHead']}>
            <BandHead band={band} areSomeLeftOut={false} />
          </div>
          <ul className={classes['cards']}>
            {band.members.map((candidate) => (
              <Tried
                key={candidate.applicationId}
                candidate={candidate}
                band={band}
                engine={isBaseline ? 'baseline' : 'model'}
              />
            ))}
          </ul>
        </section>
      ))}
      {order.hasMore && <Text c="dimmed">{t('whatIf.first', { count: order.data.length })}</Text>}
    </Stack>
  );
}

function Tried({ candidate, band, engine }: { candidate: WhatIfCandidate; band: Band<Ranked>; engine: string }) {
  const { t } = useTranslation('candidates');
  const { applicationId, name, stage, storedRank, interval, total } = candidate;
  return (
    <li className={classes['card']}>
      <div className={classes['head']}>
        <span className={classes['rank']}>
          <RankRange band={band} />
        </span>
        <Anchor component={Link} to={`/console/applications/${applicationId}`}>
          <bdi>{name ?? t('unnamed')}</bdi>
        </Anchor>
        <StageBadge stage={stage} />
      </div>
      <Text size="sm" c="dimmed">
        {t('whatIf.stored', { rank: storedRank })}
      </Text>
      {engine === 'model' && (
        <div style={{ maxWidth: 320 }}>
          <ScoreCell scorecard={{ engine, interval, total }} />
        </div>
      )}
    </li>
  );
}
