import { everyCase, nameOf } from './crash-case.js';
import { readCrashOptions } from './crash-options.js';

const casesOf = (...words: string[]) => readCrashOptions(words).cases.map(nameOf);

describe('the words of a crash test', () => {
  it('mean every fault at every step where they choose nothing, and going on where it was left', () => {
    const { cases, mode, engines, resumes } = readCrashOptions([]);
    expect(cases).toEqual(everyCase());
    expect(cases).toHaveLength(15 * 5 + 15);
    expect({ mode, engines, resumes }).toEqual({ mode: 'processes', engines: null, resumes: true });
    expect(readCrashOptions(['--fresh']).resumes).toBe(false);
  });

  it('combine the chosen faults with the chosen steps', () => {
    expect(casesOf('--fault', 'kill', '--at', 'move')).toEqual(['kill@move']);
    expect(casesOf('--fault', 'kill', '--fault', 'term', '--at', 'move')).toEqual(['kill@move', 'term@move']);
    expect(casesOf('--fault', 'kill', '--at', 'sign', '--at', 'submit')).toEqual(['kill@sign', 'kill@submit']);
    expect(casesOf('--at', 'rank')).toHaveLength(5);
    expect(casesOf('--fault', 'flushall', '--when', 'after')).toHaveLength(15);
    expect(readCrashOptions(['--at', 'rank']).resumes).toBe(false);
  });

  it('name single cases', () => {
    expect(casesOf('--case', 'kill@move', '--case', 'pg-restart@score+')).toEqual(['kill@move', 'pg-restart@score+']);
  });

  it.each([
    [['--fault', 'fire'], /"fire" is no fault; choose one of kill, term/],
    [['--at', 'lunch'], /"lunch" is no step/],
    [['--case', 'kill'], /"kill" is no step|is no/],
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
