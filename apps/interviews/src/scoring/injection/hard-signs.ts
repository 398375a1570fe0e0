import type { TextSpan } from '../transcript.js';

export interface HardSign {
  kind: 'role_markup' | 'bidi_override' | 'tag_characters' | 'invisible_characters';
  span: TextSpan;
}

/** Tokens of chat templates, closing tags of prompts and verdicts in JSON: nobody says these, and few write them. */
const markup = [
  /<\|[^|<>]{1,40}\|>/gu,
  /<\/?\s*(?:system|assistant|user|tool|answer|transcript|instructions?|prompt)\b[^<>]{0,40}>/giu,
  /<<\/?SYS>>|\[\/?INST\]|<<<[^<>]{1,40}>>>/gu,
  /\[(?:system|tool|admin|developer|工具返回|系统)[^\][]{0,40}\]/giu,
  /"(?:role|verdicts?)"\s*:/gu,
];

const bidiOverrides = /[\u202D\u202E]/gu;
const tagCharacters = /[\u{E0020}-\u{E007F}]+/gu;
/** Tags are also how the flags of England, Scotland and Wales are written: a black flag, its tags, a cancel tag. */
const flagEmoji = /\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{2,6}\u{E007F}/gu;
/** Joiners and marks that scripts need: ZWNJ and ZWJ, RLM and the Arabic letter mark. */
const neededByScripts = new Set(['\u200C', '\u200D', '\u200F', '\u061C']);
const formatCharacter = /\p{Cf}/gu;
const fewestInvisible = 2;

/** Signs that need no language to be read. Spans are offsets of `text`. */
export function hardSigns(text: string): HardSign[] {
  return [...markup.flatMap((pattern) => signs(text, pattern, 'role_markup')), ...hiddenSigns(text)];
}

function hiddenSigns(text: string): HardSign[] {
  const flags = [...text.matchAll(flagEmoji)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));
  const isInFlag = ({ span }: HardSign) => flags.some((flag) => flag.from <= span.from && span.to <= flag.to);
  const tags = signs(text, tagCharacters, 'tag_characters').filter((sign) => !isInFlag(sign));
  const invisible = signs(text, formatCharacter, 'invisible_characters').filter(
    (sign) => !isInFlag(sign) && !neededByScripts.has(text.slice(sign.span.from, sign.span.to)),
  );
  const many = invisible.length >= fewestInvisible ? [spanning(invisible)] : [];
  return [...signs(text, bidiOverrides, 'bidi_override'), ...tags, ...many];
}

/** One sign over all of them: what lies between is what they hide. */
function spanning(found: HardSign[]): HardSign {
  return { ...found[0]!, span: { from: found[0]!.span.from, to: found.at(-1)!.span.to } };
}

function signs(text: string, pattern: RegExp, kind: HardSign['kind']): HardSign[] {
  return [...text.matchAll(pattern)].map((match) => ({
    kind,
    span: { from: match.index, to: match.index + match[0].length },
  }));
}
