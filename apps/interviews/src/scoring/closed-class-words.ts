/**
 * English words that carry grammar rather than subject: their share tells a sentence from a list of keywords.
 * Contractions are expanded before look-up, so `don't` is `do` and `not`.
 */
const pronouns = words(`
  i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
  it its itself they them their theirs themselves who whom whose this that these those`);

const auxiliaries = words(`
  am is are was were be been being have has had having do does did doing done can could will would shall should may might
  must ought cannot let lets`);

const others = words(`
  a an the and or but nor so yet if then than because as until while although though unless since whether when where why
  how what which of at by for with without about against between into through during before after above below to from up
  down in out on off over under again further once here there all any both each few more most other some such no not own
  same too very just also even ever never always often sometimes usually really quite rather almost already still now
  back away around among across along within upon toward towards per like well oh okay ok yes yeah perhaps maybe however
  therefore thus else instead either neither every another much many little less least first next last anyway one ones
  get gets got getting somebody someone something anybody anyone anything everybody everyone everything nobody none nothing`);

/** Sounds and phrases that hold the floor. They are no tokens at all, so that they cannot part or join anything. */
const hesitations = words('um umm uh uhh uhm er erm err ah ahh eh hm hmm mm mmm mhm');
const hesitationPhrases: ReadonlySet<string> = new Set(['you know', 'i mean', 'sort of', 'kind of']);

const negators = words('not no never nothing without nobody none neither nor cannot hardly rarely seldom');

/** Where the reach of a negation ends: a new subject or clause. */
const negationStops = words('i we you then and but because so');

/** Words that join two clauses; a quote does not run over them without need. */
const clauseJoints = words('and but because so then if when while although though which or');

export function isPronounOrAuxiliary(word: string): boolean {
  return pronouns.has(word) || auxiliaries.has(word);
}

/** `only` is kept as a word of content: it is what limits a task. */
export function isFunctionWord(word: string): boolean {
  return pronouns.has(word) || auxiliaries.has(word) || others.has(word);
}

export function isHesitation(word: string): boolean {
  return hesitations.has(word);
}

export function isHesitationPhrase(first: string, second: string): boolean {
  return hesitationPhrases.has(`${first} ${second}`);
}

export function isNegator(word: string): boolean {
  return negators.has(word);
}

export function stopsNegation(word: string): boolean {
  return negationStops.has(word);
}

export function joinsClauses(word: string): boolean {
  return clauseJoints.has(word);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
