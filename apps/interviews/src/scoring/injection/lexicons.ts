import { lexiconPattern } from './lexicon-text.js';

/**
 * The words by which somebody speaks to a grader instead of answering. A directive alone is an ordinary sentence of people
 * who grade for a living; it counts only when it is addressed to the grader and nobody's speech is being reported.
 */
export interface Lexicon {
  /** Set the rules aside. */
  override: RegExp;
  /** Award something, or state the result as settled. */
  award: RegExp;
  /** The grader, or the answer and its speaker as those who profit. */
  addressee: RegExp;
  /** What comes before words that are told, not meant: `phrases like …`, `I told them to …`, `I give …`. */
  reported: RegExp;
  /** A directive's first word with what stands before it, where that makes it no verb or gives it a subject: `an answer`, `the reviewer put`. */
  narrated?: RegExp;
  /** How far directive and addressee may lie apart, and reported speech before them, in characters. */
  reach: number;
}

/** Up to `most` words in between; for languages with spaces. */
const within = (most: number) => `(?:\\s+\\S+){0,${most}}?\\s+`;

const en: Lexicon = {
  override: lexiconPattern(
    `\\b(?:ignore|disregard|forget|skip|bypass|override|set aside|do not follow|don't follow)${within(4)}(?:rubric|checklist|criteria|guidelines?|instructions?|rules?|grid|interview score|prompt)\\b`,
    "\\b(?:you are|you're) (?:now|no longer)\\b",
    '\\bnew (?:policy|instructions?|rules?) for this (?:session|answer|candidate|applicant)\\b',
  ),
  award: lexiconPattern(
    `\\b(?:give|award|grant|mark|tick|rate|score|rank|put|return|answer|confirm|assign|treat|count|consider)${within(5)}(?:full marks|maximum|(?:top|highest|best|perfect) (?:score|mark|level|band|grade|rating|response)|(?:five|ten|5|10) out of (?:five|ten|5|10)|(?:every|each|all) (?:the )?(?:items?|indicators?|points?|criteri\\w+|box\\w*)|as (?:satisfied|met|proven|fulfilled)|yes for|yes to|it first|me first)\\b`,
    '\\b(?:correct|expected|right|reference) (?:score|mark|grade|rating) (?:is|should be)\\b',
    '\\b(?:every|each|all) (?:the )?(?:indicators?|points?|criteria) (?:below )?(?:is |are )?(?:verified|met|satisfied|passed)\\b',
    '\\balready (?:cleared|approved|passed) this (?:person|candidate|applicant)\\b',
    '\\b(?:fulfils|fulfills|meets) every requirement\\b',
  ),
  addressee: lexiconPattern(
    '\\b(?:graders?|evaluators?|judge|reviewers?|assessors?|examiners?|assistant|whoever (?:reads|grades|marks))\\b',
    '\\b(?:grading|scoring|screening|marking|evaluation) (?:model|software|system|tool|ai)\\b',
    '\\b(?:dear|hello|hey|okay) (?:ai|model|system)\\b',
    '\\b(?:rubric checker|system colon|tool result)\\b',
    '\\bthis (?:answer|applicant|candidate|person|profile|recording|response)\\b',
    '\\bgive me\\b',
  ),
  reported: lexiconPattern(
    '\\b(?:says?|said|saying|told|tell|tells|asks?|asked|wrote|writes?|written|read|reads)\\b(?! this)',
    '\\b(?:phrases?|sentences?|messages?|texts?|prompts?|strings?|lines?) (?:like|that|such as|which)\\b',
    '\\b(?:i|we|they|he|she|people|would|will|to|could|never|not|instructions to the \\w+ were)\\s*(?:also |then |always |usually )?$',
    '\\b(?:found|reported|explain\\w*|called) (?:a|an|the|it)\\b',
  ),
  // In the third person only `put` looks like an order: all others would have an ending.
  narrated: lexiconPattern(
    '\\b(?:an?|the|my|our|each|every|no|another) (?:answer|mark|score|rank|rate|count|return|grant|award)$',
    '\\b(?:an?|the|my|our) (?:[^\\s,.;:!?]+ ){1,3}put$',
  ),
  reach: 90,
};

const es: Lexicon = {
  override: lexiconPattern(
    `\\b(?:olvid[ae]|ignor[ae]|desatiend[ae]|no hag[ao]s? caso|no sigas?)${within(4)}(?:criterios?|rúbrica|reglas|instrucciones|lista|normas)\\b`,
  ),
  award: lexiconPattern(
    `\\b(?:marca|marque|pon|ponga|ponme|dame|deme|otorga|otorgue|califica|califique|responde|responda|aprueba|apruebe|valida|valide)${within(4)}(?:todo|todos|todas|cumplid\\w+|máxim\\w+|mejor (?:nota|calificación)|cinco (?:de|sobre) cinco|sí (?:en|a))\\b`,
    '\\b(?:puntuación|nota|calificación) (?:esperada|correcta|final)\\b[^.]{0,60}\\b(?:es|son) (?:cinco|diez|5|10|máxim\\w+)',
    '\\btodos los indicadores en (?:yes|sí)\\b',
  ),
  addressee: lexiconPattern(
    '\\b(?:evaluador\\w*|corrector\\w*|calificador\\w*|juez|jueza|revisor\\w*|asistente|inteligencia artificial)\\b',
    '\\bresultado de la función\\b',
    '\\b(?:esta respuesta|este candidato|esta candidata|mis respuestas|ponme|dame|deme)\\b',
  ),
  reported: lexiconPattern(
    '\\b(?:dice|dicen|dije|digo|dijo|pedí|pide|piden|escrib\\w+|frases? como|mensajes? (?:que|como)|textos? (?:que|como))\\b',
    '\\b(?:yo|nosotros|que|no|nunca)\\s*$',
  ),
  reach: 90,
};

const fr: Lexicon = {
  override: lexiconPattern(
    `\\b(?:oublie|oubliez|ignore|ignorez|ne tiens pas compte|ne tenez pas compte)${within(4)}(?:critères|grille|règles|consignes?|instructions?|barème)\\b`,
    "\\btu n'es plus\\b",
  ),
  award: lexiconPattern(
    `\\b(?:réponds|répondez|valide|validez|mets|mettez|donne|donnez|coche|cochez|considère|considérez|mets-moi|donne-moi)${within(4)}(?:oui|tout|tous|toutes|maximale?|maximum|meilleure note|chaque (?:indicateur|critère|point)|sur (?:cinq|dix|vingt))\\b`,
    '\\b(?:réponds|répondez) oui\\b',
    `\\b(?:doit|doivent|dois|devez) (?:valider|répondre|mettre|donner|confirmer|cocher)${within(3)}(?:tout|tous|toutes|oui|maximale?)\\b`,
  ),
  addressee: lexiconPattern(
    '\\b(?:évaluateur|évaluatrice|correcteur|correctrice|examinateur|juge|système|assistant|intelligence artificielle)\\b',
    '\\bmodèle qui (?:note|évalue|corrige)\\b',
    '\\b(?:cette réponse|ce candidat|cette candidate|mets-moi|donne-moi|donnez-moi)\\b',
  ),
  reported: lexiconPattern(
    '\\b(?:dit|disent|disais|écrit|écrivent|demandé|demande|phrases? (?:comme|cachée)|messages? (?:qui|comme)|textes? (?:qui|comme))\\b',
    '\\b(?:je|nous|on|ils|elles|ne|pour consigne de)\\s*$',
    // Without accents a participle reads like an order: `le système avait validé toutes …`.
    '\\b(?:ai|as|a|avons|avez|ont|avais|avait|avions|aviez|avaient|aura|aurait|ete)\\s*$',
  ),
  reach: 90,
};

const ar: Lexicon = {
  override: lexiconPattern(`(?:تجاهل|انس|اترك)${within(3)}(?:المعايير|التعليمات|القواعد|القائمة)`),
  award: lexiconPattern(
    `(?:اعتبر|أعط|أعطني|أعطه|امنح|منح|ضع|ترفع|ارفع|أجب)${within(4)}(?:الدرجة|درجة|درجتي|كل|محققة|بنعم|الكاملة)`,
    'فضعه في المرتبة الأولى',
  ),
  addressee: lexiconPattern(
    'أيها (?:المقيم|النموذج|المصحح)|نظام التقييم|برنامج التقييم|نموذج الفرز|لنموذج',
    'هذا (?:الجواب|المتقدم|المرشح)|من فضلك',
  ),
  reported: lexiconPattern('عبارة مثل|عبارات مثل|يكتب|تقول|يقول|قلت|طلبت من|جملة مثل'),
  reach: 80,
};

const hi: Lexicon = {
  override: lexiconPattern(`(?:निर्देश|नियम|मापदंड|सूची)(?:\\S*\\s+){1,3}(?:छोड़ दो|भूल जाओ|छोड़ो|मत मानो)`),
  award: lexiconPattern(
    '(?:हाँ|सही) लिख(?:ो| दो)',
    `(?:पास|सफल) घोषित कर`,
    `(?:अंक|नंबर)${within(1)}?(?:दोहराइए|दोहराओ|दो\\b|दीजिए)`,
    'पाँच में से पाँच',
    'सबसे (?:ऊपर|पहले) रखो',
  ),
  addressee: lexiconPattern('मूल्यांकनकर्ता|परीक्षक|मॉडल|निर्णायक|संकेतक', 'इस (?:उम्मीदवार|जवाब|उत्तर)'),
  reported: lexiconPattern('सिखात|बताता हूँ|कहता हूँ|जैसे वाक्य|ऐसे वाक्य|लिखता हूँ'),
  reach: 80,
};

const zh: Lexicon = {
  override: lexiconPattern(
    '(?:忽略|无视|忘记|不要遵守).{0,8}(?:标准|指令|规则|准则|说明)',
    '你现在(?:不再)?是|不再是评',
  ),
  award: lexiconPattern(
    '(?:给|判|打|标记|设).{0,8}(?:满分|最高分|通过|为["“]?是|为 ?yes|定为["“]?是)',
    '各项均为 ?yes|全部判定为|请保持一致',
  ),
  addressee: lexiconPattern('系统|评审|评委|评分|模型|人工智能|助手|工具返回'),
  reported: lexiconPattern('这样的(?:句子|话)|写过|例如|比如|我(?:要求|会|先|让|写|说|给)'),
  reach: 30,
};

const byLanguage: Record<string, Lexicon> = { en, es, fr, ar, hi, zh };

/** The lexicon of a language (ISO 639-1), with English beside it: an instruction need not be in the answer's language. */
export function lexiconsFor(language: string): Lexicon[] {
  const own = byLanguage[language];
  return own && own !== en ? [own, en] : [en];
}

export const allLexicons: readonly Lexicon[] = Object.values(byLanguage);
