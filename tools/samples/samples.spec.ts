import { countingFaceVideo, face, frameNumberIn } from './counting-face.js';
import { sentencesOf } from './festival-voice.js';
import { wordErrorRate } from './word-error-rate.js';

it('measures the edits that turn what was heard into what was said, per word said', () => {
  expect(wordErrorRate('I compare every number.', 'i compare every number')).toBe(0);
  expect(wordErrorRate('I compare every number.', 'i can pair every number')).toBe(0.5);
  expect(wordErrorRate('one two three four', '')).toBe(1);
  expect(wordErrorRate('one', 'one two three')).toBe(2);
});

it('speaks one sentence at a time', () => {
  expect(sentencesOf('It is 1.5 percent. I check it. ')).toEqual(['It is 1.5 percent.', 'I check it.']);
});

it('writes the number of each frame where it can be read again', () => {
  const video = countingFaceVideo(30);
  const headerBytes = video.indexOf('\n') + 1;
  const frameBytes = 'FRAME\n'.length + (face.width * face.height * 3) / 2;
  for (const number of [0, 1, 128, 299]) {
    const picture = headerBytes + number * frameBytes + 'FRAME\n'.length;
    expect(frameNumberIn(video.subarray(picture, picture + face.width * face.height))).toBe(number);
  }
});
