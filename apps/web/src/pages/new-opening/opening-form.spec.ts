import { emptyForm, minorOf, readOpening } from './opening-form.js';

const whole = {
  ...emptyForm,
  ...{ title: ' Analyst ', description: 'Work.', minimum: '60', maximum: '95.50', languages: ['en'] },
  ...{ countries: 'us, EG eg', places: 'us-ny', requirements: 'One\n\n Two \n' },
};

describe('a new opening', () => {
  it('is read as the API takes it', () => {
    expect(readOpening(whole)).toEqual({
      input: {
        ...{ title: 'Analyst', description: 'Work.', languages: ['en'], countries: ['US', 'EG'], places: ['US-NY'] },
        payRange: { minimumMinor: '6000', maximumMinor: '9550', currency: 'USD' },
        ...{ interviewDeadlineDays: 14, transcriptCheckHours: 48, requirements: ['One', 'Two'] },
      },
    });
  });

  it('names everything that is wrong at once', () => {
    expect(readOpening(emptyForm)).toEqual({ faults: ['title', 'description', 'pay', 'languages'] });
    const odd = { countries: 'Egypt', places: 'New York', deadlineDays: '91', checkHours: '1.5' };
    expect(readOpening({ ...whole, ...odd })).toEqual({ faults: ['countries', 'places', 'days', 'hours'] });
    expect(readOpening({ ...whole, minimum: '96' })).toEqual({ faults: ['pay'] });
  });

  it('keeps money exact', () => {
    expect(minorOf('62.5', 'USD')).toBe('6250');
    expect(minorOf('1.005', 'KWD')).toBe('1005');
    expect(minorOf('100', 'JPY')).toBe('100');
    for (const odd of ['', '-1', '1.005', '1e3', '$5']) expect(minorOf(odd, 'USD')).toBeNull();
  });
});
