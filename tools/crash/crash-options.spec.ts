import { everyCase, nameOf } from './crash-case.js';
import { readCrashOptions } from './crash-options.js';

const casesOf = (...words: string[]) => readCrashOptions(words).cases.map(nameOf);

describe('the words of a crash test', () => {
  it('mean every fault at every step where they choose nothing, and going on where it was left', () => {
    const { cases, mode, engines, resumes } = readCrashOptions([]);
    expect(cases).toEqual(everyCase());
    expect(new Set(cases.map(nameOf)).size).toBe(cases.length);
    const atWebhooks = cases.filter(({ step }) => step === 'webhook');
    const ofTwins = cases.filter(({ step }) => step.startsWith('twin-'));
    const others = cases.filter((each) => !atWebhooks.includes(each) && !ofTwins.includes(each));
    expect(others.filter(({ fault }) => fault !== 'pause')).toHaveLength(16 * 5 + 15);
    expect(others.filter(({ fault }) => fault === 'pause')).toHaveLength(6);
    expect(atWebhooks).toHaveLength(2 * 6);
    expect(ofTwins).toHaveLength(12);
    expect({ mode, engines, resumes }).toEqual({ mode: 'processes', engines: null, resumes: true });
    expect(readCrashOptions(['--fresh']).resumes).toBe(false);
  });

  it('combine the chosen faults with the chosen steps', () => {
    expect(casesOf('--fault', 'kill', '--at', 'move')).toEqual(['kill@move']);
    expect(casesOf('--fault', 'kill', '--fault', 'term', '--at', 'move')).toEqual(['kill@move', 'term@move']);
    expect(casesOf('--fault', 'kill', '--at', 'sign', '--at', 'submit')).toEqual(['kill@sign', 'kill@submit']);
    expect(casesOf('--at', 'rank')).toHaveLength(6);
    expect(casesOf('--fault', 'flushall', '--when', 'after')).toHaveLength(21);
    expect(casesOf('--at', 'sign')).not.toContain('pause@sign');
    expect(readCrashOptions(['--at', 'rank']).resumes).toBe(false);
  });

  it('name single cases', () => {
    expect(casesOf('--case', 'kill@move', '--case', 'pg-restart@score+')).toEqual(['kill@move', 'pg-restart@score+']);
    expect(casesOf('--case', 'pause@twin-submit')).toEqual(['pause@twin-submit']);
  });

  it.each([
    [['--fault', 'fire'], /"fire" is no fault; choose one of kill, term/],
    [['--at', 'lunch'], /"lunch" is no step/],
    [['--case', 'kill'], /"kill" is no step|is no/],
    [['--case', 'pause@sign'], /holds work that another could take over/],
    [['--case', 'kill@bank+'], /what comes after the call of the bank is "submit"/],
    [['--fault', 'pause', '--at', 'patch'], /None of what was chosen is a case/],
    [['--mode', 'none'], /"none" is no mode/],
    [['--engines', 'steam'], /"steam" is no kind of engines/],
    [['--loud'], /--loud/],
  ])('are refused with what is wrong: %j', (words, message) => {
    expect(() => readCrashOptions(words)).toThrow(message);
  });

  it('give every case a name that leads back to it', () => {
    for (const each of everyCase()) expect(casesOf('--case', nameOf(each))).toEqual([nameOf(each)]);
  });
});
