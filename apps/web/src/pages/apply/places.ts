import { countryName } from '../../i18n/names.js';

/** ISO 3166-1. */
const countryCodes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS ' +
  'BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE ' +
  'EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM ' +
  'HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC ' +
  'LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA ' +
  'NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW ' +
  'SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO ' +
  'TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

/** ISO 3166-2; which law applies depends on the state. */
const usStates: Readonly<Record<string, { en: string; ar: string }>> = {
  AL: { en: 'Alabama', ar: 'ألاباما' },
  AK: { en: 'Alaska', ar: 'ألاسكا' },
  AZ: { en: 'Arizona', ar: 'أريزونا' },
  AR: { en: 'Arkansas', ar: 'أركنساس' },
  CA: { en: 'California', ar: 'كاليفورنيا' },
  CO: { en: 'Colorado', ar: 'كولورادو' },
  CT: { en: 'Connecticut', ar: 'كونيتيكت' },
  DE: { en: 'Delaware', ar: 'ديلاوير' },
  DC: { en: 'District of Columbia', ar: 'مقاطعة كولومبيا' },
  FL: { en: 'Florida', ar: 'فلوريدا' },
  GA: { en: 'Georgia', ar: 'جورجيا' },
  HI: { en: 'Hawaii', ar: 'هاواي' },
  ID: { en: 'Idaho', ar: 'أيداهو' },
  IL: { en: 'Illinois', ar: 'إلينوي' },
  IN: { en: 'Indiana', ar: 'إنديانا' },
  IA: { en: 'Iowa', ar: 'آيوا' },
  KS: { en: 'Kansas', ar: 'كانساس' },
  KY: { en: 'Kentucky', ar: 'كنتاكي' },
  LA: { en: 'Louisiana', ar: 'لويزيانا' },
  ME: { en: 'Maine', ar: 'مين' },
  MD: { en: 'Maryland', ar: 'ماريلاند' },
  MA: { en: 'Massachusetts', ar: 'ماساتشوستس' },
  MI: { en: 'Michigan', ar: 'ميشيغان' },
  MN: { en: 'Minnesota', ar: 'مينيسوتا' },
  MS: { en: 'Mississippi', ar: 'مسيسيبي' },
  MO: { en: 'Missouri', ar: 'ميزوري' },
  MT: { en: 'Montana', ar: 'مونتانا' },
  NE: { en: 'Nebraska', ar: 'نبراسكا' },
  NV: { en: 'Nevada', ar: 'نيفادا' },
  NH: { en: 'New Hampshire', ar: 'نيوهامبشير' },
  NJ: { en: 'New Jersey', ar: 'نيوجيرسي' },
  NM: { en: 'New Mexico', ar: 'نيومكسيكو' },
  NY: { en: 'New York', ar: 'نيويورك' },
  NC: { en: 'North Carolina', ar: 'كارولاينا الشمالية' },
  ND: { en: 'North Dakota', ar: 'داكوتا الشمالية' },
  OH: { en: 'Ohio', ar: 'أوهايو' },
  OK: { en: 'Oklahoma', ar: 'أوكلاهوما' },
  OR: { en: 'Oregon', ar: 'أوريغون' },
  PA: { en: 'Pennsylvania', ar: 'بنسلفانيا' },
  RI: { en: 'Rhode Island', ar: 'رود آيلاند' },
  SC: { en: 'South Carolina', ar: 'كارولاينا الجنوبية' },
  SD: { en: 'South Dakota', ar: 'داكوتا الجنوبية' },
  TN: { en: 'Tennessee', ar: 'تينيسي' },
  TX: { en: 'Texas', ar: 'تكساس' },
  UT: { en: 'Utah', ar: 'يوتا' },
  VT: { en: 'Vermont', ar: 'فيرمونت' },
  VA: { en: 'Virginia', ar: 'فرجينيا' },
  WA: { en: 'Washington', ar: 'واشنطن' },
  WV: { en: 'West Virginia', ar: 'فرجينيا الغربية' },
  WI: { en: 'Wisconsin', ar: 'ويسكونسن' },
  WY: { en: 'Wyoming', ar: 'وايومنغ' },
};

export interface Place {
  value: string;
  label: string;
}

function sorted(places: Place[], language: string): Place[] {
  const order = new Intl.Collator(language);
  return places.sort((one, other) => order.compare(one.label, other.label));
}

/** By name, in the order of the language. @param only those of an opening; all where it names none */
export function countries(only: readonly string[], language: string): Place[] {
  const codes = only.length > 0 ? only : countryCodes.split(' ');
  return sorted(
    codes.map((value) => ({ value, label: countryName(value, language) })),
    language,
  );
}

export const statesOfUs = (language: string): Place[] =>
  sorted(
    Object.keys(usStates).map((value) => ({ value, label: stateName(value, language) })),
    language,
  );

const stateName = (code: string, language: string): string => usStates[code]?.[language === 'ar' ? 'ar' : 'en'] ?? code;

/** `US-IL` → `Illinois, United States` */
export function regionName(region: string, language: string): string {
  const [country = '', state] = region.split('-');
  const name = countryName(country, language);
  if (state === undefined) return name;
  return `${stateName(state, language)}${language === 'ar' ? '، ' : ', '}${name}`;
}
