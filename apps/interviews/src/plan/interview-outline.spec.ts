import { interviewOutline } from './interview-outline.js';

describe('The outline of an interview', () => {
  it('counts thinking and answering, and rounds the minutes up', () => {
    const questions = [
      { thinkSeconds: 60, answerSeconds: 180 },
      { thinkSeconds: 30, answerSeconds: 91 },
    ];
    expect(interviewOutline(questions)).toEqual({ questions: 2, minutes: 7, triesPerAnswer: 3 });
    expect(interviewOutline([{ thinkSeconds: 0, answerSeconds: 120 }]).minutes).toBe(2);
  });
});
