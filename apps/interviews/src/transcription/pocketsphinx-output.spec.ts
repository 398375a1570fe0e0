import { segmentsOf } from './pocketsphinx-output.js';

const printed = `i can pair every number
<s> 0.900 1.190 0.999600
i 1.200 1.280 0.768411
can 1.290 1.520 0.493476
<sil> 1.530 1.770 0.743688
pair(2) 1.780 1.810 1.000300
[SPEECH] 1.820 1.900 0.692365
++UM++ 1.910 1.950 0.5
</s> 4.100 4.520 1.000000

<s> 5.000 5.100 1.000000
</s> 5.110 5.200 1.000000
it's so
<s> 6.000 6.100 1.000000
it's 6.110 6.300 0.001120
so 6.310 6.500 0.947995
</s> 6.510 6.600 1.000000
`;

it('gives the words of each utterance with their times, without fillers and pronunciation numbers', () => {
  expect(segmentsOf(printed)).toEqual([
    {
      n: 1,
      text: 'i can pair',
      startSeconds: 1.2,
      endSeconds: 1.81,
      words: [
        { word: 'i', start: 1.2, end: 1.28, confidence: 0.768411 },
        { word: 'can', start: 1.29, end: 1.52, confidence: 0.493476 },
        { word: 'pair', start: 1.78, end: 1.81, confidence: 1 },
      ],
    },
    {
      n: 2,
      text: "it's so",
      startSeconds: 6.11,
      endSeconds: 6.5,
      words: [
        { word: "it's", start: 6.11, end: 6.3, confidence: 0.00112 },
        { word: 'so', start: 6.31, end: 6.5, confidence: 0.947995 },
      ],
    },
  ]);
});

it('gives no segment for silence', () => {
  expect(segmentsOf('')).toEqual([]);
  expect(segmentsOf('\n<s> 0.1 0.2 1.0\n<sil> 0.3 0.4 0.9\n</s> 0.5 0.6 1.0\n')).toEqual([]);
});
