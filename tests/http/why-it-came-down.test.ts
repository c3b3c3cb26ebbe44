// That somebody in a post should not have been shown is read by those who may know of breaches, and by whoever said so. Everybody else
// reads the same as of any other reason: in the post's story, where it stands, on the page that asks why, and in the answer to pressing it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PostRef } from '#app/domain/posts/load-post-facts.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { WhyDownWords } from '#app/presenters/why-down.ts';
import { loader as postPage } from '#app/routes/s.$school.posts.$postId._index.tsx';
import { action as takeDown } from '#app/routes/s.$school.posts.$postId.take-down.tsx';
import { action as sayWhy, loader as whyPage } from '#app/routes/s.$school.posts.$postId.why.tsx';
import { takedownsOfPost } from '#db/queries/takedowns.server.ts';
import { look, press } from '#tests/support/post-pages.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { openWeb, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

type Cause = 'should_not_be_shown' | 'other';
const TOLD = 'should not be shown';
const WORDS = 'The scarecrow by the long hedge has a new hat';

const pageOf = async (ref: PostRef, as: string) =>
  ((await look(web, postPage, as, ref)).data as { page: PostPageView }).page;
const whyOf = async (ref: PostRef, as: string) => (await look(web, whyPage, as, ref)).data as WhyDownWords;
const told = async (ref: PostRef, as: string) => {
  const { story, standing } = await pageOf(ref, as);
  const untimed = (says: string) => says.replace(/\d{1,2}:\d\d [ap]m/g, 'then');
  return { story: story.map(({ who, says, stopped }) => ({ who, stopped, says: untimed(says) })), standing };
};

/** Taken down by the headteacher, who says why at once or afterwards. */
async function down(cause: Cause, afterwards: boolean): Promise<PostRef> {
  const ref = await postIn(web.world, 'published', { words: WORDS });
  await press(web, takeDown, 'ashwick/head', ref, afterwards ? {} : { cause });
  if (afterwards) await press(web, sayWhy, 'ashwick/head', ref, { cause });
  return ref;
}

describe.each([
  ['at once', false],
  ['afterwards', true],
])('said %s by the headteacher', (_when, afterwards) => {
  test('is read by who may know of breaches', async () => {
    const ref = await down('should_not_be_shown', afterwards);
    for (const as of ['ashwick/head', 'ashwick/dsl', 'ashwick/data']) {
      const { story, standing } = await told(ref, as);
      expect(JSON.stringify(story)).toContain(TOLD);
      expect(standing.reason).toContain(TOLD);
    }
    expect((await whyOf(ref, 'ashwick/head')).said?.sentence).toContain(TOLD);
  });

  test('is to all others as any other reason is', async () => {
    const [breach, other] = [await down('should_not_be_shown', afterwards), await down('other', afterwards)];
    for (const as of ['ashwick/teacher', 'ashwick/comms', 'both/teacher-and-comms']) {
      const page = JSON.stringify(await pageOf(breach, as));
      expect(page).not.toContain(TOLD);
      expect(page).not.toContain('should_not_be_shown');
      const [one, two] = [await told(breach, as), await told(other, as)];
      expect(one.story).toEqual(two.story);
      expect(one.standing.reason).toBe(two.standing.reason);
    }
    for (const as of ['ashwick/teacher', 'ashwick/comms']) {
      const [one, two] = [await whyOf(breach, as), await whyOf(other, as)];
      expect(one).toMatchObject({ said: { sentence: 'It came down for another reason.' }, mayRaise: true });
      const plain = (why: WhyDownWords) => ({ ...why, said: why.said?.sentence, here: '' });
      expect(plain(one)).toEqual(plain(two));
    }
  });
});

test('whoever says so reads their own words, and others who may not know do not', async () => {
  const ref = await postIn(web.world, 'published', { words: WORDS });
  await press(web, takeDown, 'ashwick/teacher', ref, { cause: 'should_not_be_shown' });
  expect(JSON.stringify((await told(ref, 'ashwick/teacher')).story)).toContain(TOLD);
  expect(await whyOf(ref, 'ashwick/teacher')).toMatchObject({
    said: { sentence: 'Somebody in it should not be shown.' },
    mayRaise: false,
  });
  expect(JSON.stringify(await told(ref, 'ashwick/comms'))).not.toContain(TOLD);
  expect((await whyOf(ref, 'ashwick/comms')).said?.sentence).toBe('It came down for another reason.');
});

test('what was typed stands there again when no reason was chosen', async () => {
  const ref = await postIn(web.world, 'published', { words: WORDS });
  await press(web, takeDown, 'ashwick/head', ref, {});
  const sent = await press(web, sayWhy, 'ashwick/head', ref, { note: 'The wrong trip' });
  expect(sent).toMatchObject({ status: 400, data: { typed: { cause: '', note: 'The wrong trip' } } });
});

test('pressing it once more gets the same answer whether it was said before or not, and changes nothing that was', async () => {
  const [breach, other] = [await down('should_not_be_shown', false), await down('other', false)];
  const before = await takedownsOfPost(web.world.db, breach, breach.postId);
  const [one, two] = [
    await press(web, sayWhy, 'ashwick/comms', breach, { cause: 'should_not_be_shown' }),
    await press(web, sayWhy, 'ashwick/comms', other, { cause: 'should_not_be_shown' }),
  ];
  expect(one.to?.replace(breach.postId, '')).toBe(two.to?.replace(other.postId, ''));
  expect(await takedownsOfPost(web.world.db, breach, breach.postId)).toEqual(before);
});
