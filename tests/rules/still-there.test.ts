// What somebody who asked is told of posts that are not over yet: never that a post is up, or will go, of which nobody can know it.
import { describe, expect, test } from 'vitest';
import type { RequestedPost } from '#app/domain/removals/read-requests.ts';
import { stillThere } from '#app/presenters/still-there.ts';

const DUE = new Date('2026-11-18T17:00:00Z');
const hours = (count: number) => new Date(DUE.getTime() + count * 3_600_000);
const post = (how: RequestedPost['how'], deadlineAt = DUE): RequestedPost => ({
  ...{ postId: how, how, deadlineAt, publishedAt: hours(-9), goneAt: null, post: null },
});
const said = (posts: RequestedPost[], now: Date) =>
  stillThere({ row: { dueAt: DUE }, posts, now, when: (at) => at.toISOString().slice(11, 16) });

describe('what is not over yet', () => {
  test('is told kind by kind, with the one time that was promised', () => {
    const posts = [
      post('coming_down'),
      post('by_hand'),
      post('to_look_at'),
      post('on_its_way'),
      post('gone'),
    ];
    const [up, looked, going, ...more] = said(posts, hours(-1));
    expect(up).toBe(
      '2 posts are still up. A member of staff is deleting them by hand. They will be gone by 17:00, and we will tell you.',
    );
    expect(looked).toMatch(/^One post has a picture that looks like .* will be gone by 17:00, and we/);
    expect(going).toMatch(/^One post was on its way at that moment, and we do not know yet whether/);
    expect(more).toEqual([]);
  });

  test('is late once that time is over, and what was found again since has its own', () => {
    expect(said([post('coming_down')], hours(1))).toEqual([
      'One post is still up. It is being taken down. It was to be gone by 17:00. That is late. We will tell you as soon as it is gone.',
    ]);
    expect(said([post('coming_down', hours(3))], hours(1))).toEqual([
      'One post is still up. It is being taken down. It was to be gone by 17:00. That is late. It will be gone by 20:00, and we will tell you.',
    ]);
  });

  test('is nobody’s to look at first any more once its time is over', () => {
    expect(said([post('to_look_at')], hours(1))[0]).toMatch(/^One post is still up\./);
  });

  test('is nothing of what is gone, never went out, was stopped or is another picture', () => {
    const over = ['gone', 'never_out', 'stopped', 'another_picture'] as const;
    expect(
      said(
        over.map((how) => post(how)),
        hours(1),
      ),
    ).toEqual([]);
  });
});
