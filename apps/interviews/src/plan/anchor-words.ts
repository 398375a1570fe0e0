import { stemmer } from 'stemmer';

/**
 * Words that describe a person or a manner of speaking instead of something said. An anchor with one of them cannot be
 * evidenced in words, and several are proxies for origin, disability or temperament.
 */
const unevidenced = `
  accent pronunciation dialect native fluent fluency eloquent eloquence articulate articulateness grammar vocabulary
  voice tone pitch intonation stammer stutter hesitant hesitation
  confident confidence charisma charismatic charming charm likeable likable friendly personable warm enthusiastic
  enthusiasm passion passionate energetic energy lively cheerful smile eye posture gesture appearance dress attractive
  poise presence polished calm nervous anxious shy introvert extrovert assertive dominant ambitious motivated motivation
  personality temperament character trait attitude mindset mature maturity youthful young old intelligent intelligence
  smart clever bright talented gifted brilliant sharp honest honesty sincere trustworthy loyal hardworking diligent
  humble modest arrogant resilient leadership charming culture fit professional professionalism emotional emotion mood`;

const unevidencedStems = new Set(unevidenced.trim().split(/\s+/).map(stemmer));

/** The words of an anchor that no transcript can show, as they are written there. */
export function unevidencedWords(anchor: string): string[] {
  const words = anchor.normalize('NFKC').match(/[\p{L}]+/gu) ?? [];
  const isNamed = (word: string) => unevidencedStems.has(stemmer(word));
  return words.filter((word) => isNamed(word) || isNamed(word.replace(/ly$/i, '')));
}
