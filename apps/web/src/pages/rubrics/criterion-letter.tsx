import classes from './criterion-letter.module.css';

const hues = 5;

/** `A` for the first criterion. */
export const letterOf = (place: number): string => String.fromCodePoint(65 + place);

/** Which of the hues belongs to a criterion; after the fifth they begin anew, the letters do not. */
export const hueOf = (place: number): string => `${classes['hue']} ${classes[`hue${place % hues}`]}`;

export function CriterionLetter({ place }: { place: number }) {
  return (
    <span className={`${classes['letter']} ${hueOf(place)}`} aria-hidden>
      {letterOf(place)}
    </span>
  );
}
