import {
  formatAge,
  formatClock,
  formatDate,
  formatDeadline,
  formatMicroUsd,
  formatMoney,
  formatTimeOfDay,
  latinDigits,
} from './format.js';

const moment = '2026-12-04T19:05:00Z';

describe('dates', () => {
  it('have a weekday and the year, and Latin digits in both languages', () => {
    expect(formatDate(moment, 'en', 'UTC')).toBe('Fri 4 Dec 2026');
    expect(formatDate(moment, 'ar', 'UTC')).toMatch(/^الجمعة، 4 ديسمبر 2026$/);
  });

  it('of deadlines say whose clock it is', () => {
    expect(formatDeadline(moment, 'en', 'America/New_York')).toBe('Fri 4 Dec 2026, 14:05, New York time');
    expect(formatDeadline(moment, 'ar', 'America/New_York')).toContain('14:05، بتوقيت نيويورك');
    expect(formatDeadline(moment, 'en', 'America/Argentina/Ushuaia')).toContain('Ushuaia time');
  });
});

describe('money', () => {
  it('is formatted from its minor units to the last of them', () => {
    expect(formatMoney('123450', 'USD', 'en')).toBe('USD 1,234.50');
    expect(formatMoney('5', 'USD', 'en')).toBe('USD 0.05');
    expect(formatMoney('1234500', 'KWD', 'en')).toBe('KWD 1,234.500');
    expect(formatMoney('1234', 'JPY', 'en')).toBe('JPY 1,234');
    expect(formatMoney('-1', 'USD', 'en')).toBe('-USD 0.01');
  });

  it('stays exact where a number would not', () => {
    expect(formatMoney('900719925474099301', 'USD', 'en')).toBe('USD 9,007,199,254,740,993.01');
  });
});

describe('what models cost', () => {
  it('is told to the cent, and below a dollar to the last of a millionth', () => {
    expect(formatMicroUsd('50000000', 'en')).toBe('USD 50.00');
    expect(formatMicroUsd('12345678', 'en')).toBe('USD 12.35');
    expect(formatMicroUsd('999999', 'en')).toBe('USD 0.999999');
    expect(formatMicroUsd('4700', 'en')).toBe('USD 0.0047');
    expect(formatMicroUsd('1', 'en')).toBe('USD 0.000001');
    expect(formatMicroUsd('0', 'en')).toBe('USD 0.00');
    expect(formatMicroUsd('9007199254740993000000', 'en')).toBe('USD 9,007,199,254,740,993.00');
  });
});

describe('moments of a day and ages', () => {
  it('say whose clock it is', () => {
    expect(formatTimeOfDay('2026-12-04T00:00:00Z', 'en', 'UTC')).toBe('00:00 UTC');
    expect(formatTimeOfDay('2026-12-04T00:00:00Z', 'ar', 'Africa/Cairo')).toBe('02:00 بتوقيت القاهرة');
  });

  it('are rounded down to what somebody would say', () => {
    expect(formatAge(60, 'en')).toBe('1 minute');
    expect(formatAge(119 * 60 + 59, 'en')).toBe('119 minutes');
    expect(formatAge(3 * 3600 - 1, 'en')).toBe('2 hours');
    expect(formatAge(49 * 3600, 'en')).toBe('2 days');
    expect(formatAge(3 * 60, 'ar')).toBe('3 دقائق');
    expect(formatAge(2 * 86_400, 'ar')).toBe('يومان');
  });
});

describe('clocks', () => {
  it('round down', () => {
    expect(formatClock(80.99)).toBe('1:20');
    expect(formatClock(0)).toBe('0:00');
    expect(formatClock(-3)).toBe('0:00');
    expect(formatClock(3600)).toBe('60:00');
  });
});

it('reads the digits of both Arabic scripts', () => {
  expect(latinDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 123')).toBe('0123456789 0123456789 123');
});
