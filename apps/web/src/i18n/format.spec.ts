import { formatClock, formatDate, formatDeadline, formatMoney, latinDigits } from './format.js';

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
