import classes from './answers.module.css';

const hues = 5;

/** `A` for the first criterion of a plan: what stands for it wherever there is no room for its title. */
export const letterOf = (place: number): string => String.fromCodePoint(65 + place);

/** Sets the colours of a criterion for what stands in it. */
export const hueOf = (place: number): string => `${classes['hue']} ${classes[`hue${place % hues}`]}`;

/** A letter, its hue and its pattern say the same: to who sees no colours the letter is enough. */
export function CriterionLetter({ place }: { place: number }) {
  return <span className={`${classes['letter']} ${hueOf(place)}`}>{letterOf(place)}</span>;
}
