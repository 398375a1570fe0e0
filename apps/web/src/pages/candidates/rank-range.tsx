import { useTranslation } from 'react-i18next';
import { type Band, type Ranked, rankRange } from './candidate-bands.js';

/** The places that a band shares: `1–4`; where its end is not known, where it begins. */
export function RankRange({ band }: { band: Pick<Band<Ranked>, 'from' | 'size'> }) {
  const { t } = useTranslation('candidates');
  const range = rankRange(band);
  return range === null ? t('rankFrom', { rank: band.from }) : <bdi className="left-to-right">{range}</bdi>;
}
