import { useTranslation } from 'react-i18next';
import type { Band, Ranked } from './candidate-bands.js';
import classes from './candidates.module.css';

/** What opens a band: who is in it is not told apart, so its order says nothing. */
export function BandHead<T extends Ranked>({ band, areSomeLeftOut }: { band: Band<T>; areSomeLeftOut: boolean }) {
  const { t } = useTranslation('candidates');
  const shown = band.members.length;
  const count = areSomeLeftOut ? shown : (band.size ?? shown);
  const isAlone = band.size === 1;
  return (
    <>
      <span className={classes['bandName']}>
        {t('band', { band: band.band })} · {t(areSomeLeftOut ? 'ofBandShown' : 'ofBand', { count })}
      </span>
      {!isAlone && <> · {t('arbitrary')}</>}
    </>
  );
}
