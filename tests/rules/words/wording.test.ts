// The wording by which an answer is found again: the same words however they are written, and no other words.
import { describe, expect, it } from 'vitest';
import { wordingOf } from '#app/domain/words/wording.ts';

const whole = (text: string): string => wordingOf(text, 0, text.length);

describe('a wording', () => {
  it.each([
    ['Will’s  GOAL', 'will goal'],
    ['Will\nGoal', 'WILL   goal'],
    ['Zoë', 'zoe'],
  ])('of %j is that of %j', (one, other) => expect(whole(one)).toBe(whole(other)));

  it.each([
    ['a-b.example', 'a.b.example'],
    ['@will', 'will'],
    ['Will Grace', 'Grace Will'],
    ['Will-Grace', 'Will Grace'],
  ])('of %j is not that of %j', (one, other) => expect(whole(one)).not.toBe(whole(other)));

  it('is what is marked and nothing around it', () => {
    expect(wordingOf('Well done Will!', 10, 14)).toBe('will');
  });
});
