// What was found in a post’s words, on the pages: marked and answered where it is written, let stand where it is decided, by plain
// forms that need no script. What a name may belong to never reaches the browser.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { draftFieldsOf } from '#app/domain/posts/save-typed.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { BASE as BEFORE, fieldPairs } from '#app/http/draft-form.ts';
import type { ReviewAnswer } from '#app/components/review-page.tsx';
import type { ComposeAnswer, ComposePage } from '#app/presenters/compose.ts';
import type { PostPageView } from '#app/presenters/post-page.ts';
import type { RememberedLine } from '#app/presenters/remembered.ts';
import type { ReviewStack } from '#app/presenters/review-stack.ts';
import type { ReviewView } from '#app/presenters/review.ts';
import * as answers from '#app/routes/s.$school.answers.tsx';
import * as edit from '#app/routes/s.$school.posts.$postId.edit.tsx';
import * as postPage from '#app/routes/s.$school.posts.$postId._index.tsx';
import * as review from '#app/routes/s.$school.posts.$postId.review.tsx';
import * as stack from '#app/routes/s.$school.review.tsx';
import { action as save } from '#app/routes/s.$school.posts.$postId.save.ts';
import { plantCheck } from '#tests/support/planted-check.ts';
import { BASE, look, press } from '#tests/support/post-pages.ts';
import { openWeb, requestOf, type Web } from '#tests/support/web.ts';
import { wholeResponse } from '#tests/support/whole-pages.ts';
import { draftPost } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
  plantCheck(web.world.pupil(3));
});
afterAll(() => web.close());

const TEACHER = 'ashwick/teacher';
const HEAD = 'ashwick/head';
const DSL = 'ashwick/dsl';
const facts = (ref: PostRef) => readPostFacts(web.world.db, ref, web.world.clock.now());
const draft = (words: string) => draftPost(web.world, { words });

async function submitted(words: string): Promise<PostRef> {
  const ref = await draft(words);
  const { post } = await facts(ref);
  await submitPost(web.world.web, await web.world.staff('teacher'), ref, { version: post.version });
  return ref;
}

const compose = async (ref: PostRef, as = TEACHER) =>
  (await look(web, edit.loader, as, ref)).data as ComposePage;
const reviewOf = async (ref: PostRef, as = HEAD) =>
  ((await look(web, review.loader, as, ref)).data as { page: ReviewView }).page;

/** The compose form as a browser without scripts sends it, by the button with this intent. */
async function pressed(ref: PostRef, intent: string, more: [string, string][] = [], words?: string) {
  const base = draftFieldsOf(await facts(ref));
  const form = new FormData();
  for (const [name, value] of [
    ['version', String((await facts(ref)).post.version)],
    ...fieldPairs(base, BEFORE),
    ...fieldPairs({ ...base, ...(words === undefined ? {} : { words }) }),
    ['intent', intent],
    ...more,
  ] as [string, string][])
    form.append(name, value);
  return press(web, edit.action, TEACHER, ref, form);
}

const whole = async (ref: PostRef, page: string, as: string) => {
  const response = await wholeResponse(
    requestOf(`${BASE}/posts/${ref.postId}${page}`, { as }),
    web.context(),
  );
  return response.text();
};

/** One finding of the page by a word of its code. */
const the = (page: { texts: { found: { finding: string }[] }[] }, code: string) => {
  const found = page.texts.flatMap((text) => text.found).find(({ finding }) => finding.includes(code));
  if (!found) throw new Error(`${code} is not on the page`);
  return found;
};

describe('where it is written', () => {
  test('the very words are marked, in the words and in a description, and each has its number', async () => {
    const ref = await draft('A zorble in the hall.');
    const { post, photos } = await facts(ref);
    await saveDraft(web.world.web, await web.world.staff('teacher'), ref, {
      version: post.version,
      altTexts: { [photos[0]?.postPhotoId ?? '']: 'A dunnock on a barn' },
    });
    const { texts, left } = await compose(ref);
    expect(texts.map(({ title, postPhotoId, found }) => [title, postPhotoId, found.length])).toEqual([
      ['The words', null, 1],
      ['The description of photo 1', photos[0]?.postPhotoId, 1],
    ]);
    expect(texts[0]?.found[0]).toMatchObject({ number: 1, from: 2, to: 8, kind: 'stopped', settled: false });
    expect(left).toBe(2);
    const page = await whole(ref, '/edit', TEACHER);
    expect(page).toMatch(/<mark[^>]*><span class="sr-only"> \[stopped, (<!-- -->)?1: <\/span>zorble/);
    expect(page).toMatch(/<mark[^>]*>.{0,80}dunnock/);
    expect(page).toContain('Change to “Year 2”');
    expect(page).toContain('Take it out');
  });

  test('saving while typing answers with what is found now, and never with whose name it may be', async () => {
    const ref = await draft('Nothing yet.');
    const base = draftFieldsOf(await facts(ref));
    const body = [
      ['version', String((await facts(ref)).post.version)],
      ...fieldPairs(base, BEFORE),
      ...fieldPairs({ ...base, words: 'Wrenna fed a lamb.' }),
    ] as [string, string][];
    const form = new FormData();
    for (const [name, value] of body) form.append(name, value);
    const answer = await press(web, save, TEACHER, ref, form);
    const { checks } = answer.data as { checks: ComposePage };
    expect(checks.texts[0]?.found[0]).toMatchObject({ offers: ['not_a_pupil'], from: 0, to: 6 });
    expect(answer.text).not.toContain(web.world.pupil(3));
    expect(await whole(ref, '/edit', TEACHER)).not.toContain(web.world.pupil(3));
    expect(answer.text).not.toContain('pupilIds');
  });

  test('the smallest change is one press without scripts: in place, or taken out, and only where it still stands', async () => {
    const ref = await draft('We saw a zorble and a dunnock.');
    const page = await compose(ref);
    const change = `fix words 9 ${the(page, 'planted_nobody').finding}`;
    expect(await pressed(ref, change)).toMatchObject({
      status: 302,
      to: expect.stringContaining('/edit#text'),
    });
    expect((await facts(ref)).post.words).toBe('We saw a Year 2 and a dunnock.');
    const out = `fix words 22 ${the(await compose(ref), 'planted_author').finding}`;
    await pressed(ref, out);
    expect((await facts(ref)).post.words).toBe('We saw a Year 2 and a.');
    const again = await pressed(ref, change);
    expect(again.status).toBe(409);
    expect((again.data as ComposeAnswer).refused?.sentence).toContain('changed while you were looking');
    const typed = await pressed(ref, out, [], 'Words typed since, and kept.');
    expect(typed.status).toBe(409);
    expect((await facts(ref)).post.words).toBe('Words typed since, and kept.');
  });

  test('in a description too', async () => {
    const ref = await draft('Fine words.');
    const { post, photos } = await facts(ref);
    const id = photos[0]?.postPhotoId ?? '';
    const altTexts = { [id]: 'A dunnock, singing' };
    await saveDraft(web.world.web, await web.world.staff('teacher'), ref, {
      version: post.version,
      altTexts,
    });
    const fix = `fix photo:0 2 ${the(await compose(ref), 'planted_author').finding}`;
    expect((await pressed(ref, fix)).to).toContain('/edit#photos');
    expect((await facts(ref)).photos[0]?.altText).toBe('A, singing');
  });

  test('“not a pupil” and a reason are kept with what was typed, and stand on the page with the way to take them back', async () => {
    const ref = await draft('Wrenna saw a dunnock.');
    const page = await compose(ref);
    expect(await pressed(ref, `answer not_a_pupil ${the(page, 'planted_name').finding}`)).toMatchObject({
      status: 302,
    });
    const { finding } = the(page, 'planted_author');
    const without = await pressed(ref, `answer explained ${finding}`);
    expect(without.status).toBe(403);
    expect((without.data as ComposeAnswer).refused?.sentence).toContain('say why');
    const words = 'Wrenna saw a dunnock!';
    await pressed(ref, `answer explained ${finding}`, [[`why ${finding}`, 'It is a bird.']], words);
    const now = await compose(ref);
    expect([now.left, now.fields.words]).toEqual([0, words]);
    const [name, bird] = now.texts[0]?.found ?? [];
    expect(name).toMatchObject({ settled: true, offers: [] });
    expect(bird?.said).toMatchObject([
      { words: 'Priya Nair: right as it is', reason: 'It is a bird.', mine: true },
    ]);
    await pressed(ref, `take_back ${bird?.said[0]?.answerId}`);
    expect((await compose(ref)).left).toBe(1);
  });

  test('what an approver decides says so, and does not keep the author from sending it', async () => {
    const ref = await draft('A quibbet and a framlet.');
    const { texts, left } = await compose(ref);
    expect(left).toBe(0);
    expect(texts[0]?.found.map(({ kind, decides }) => [kind, decides?.split('.')[0]])).toEqual([
      ['needs-you', 'The headteacher decides'],
      ['needs-you', 'A safeguarding lead and the headteacher decide together'],
    ]);
    expect((await pressed(ref, 'submit')).status).toBe(302);
  });

  test('takes no button of anybody else’s making', async () => {
    const ref = await draft('A dunnock.');
    const { finding } = the(await compose(ref), 'planted_author');
    for (const intent of [
      'answer accepted_by_head x.y.z',
      'answer explained x',
      'take_back 1',
      `accept explained ${finding}`,
    ])
      expect((await pressed(ref, intent)).status, intent).toBe(400);
    expect((await pressed(ref, `accept accepted_by_head ${finding}`)).status).toBe(409);
    expect((await compose(ref)).left).toBe(1);
  });
});

describe('where it is decided', () => {
  const decide = (ref: PostRef, as: string, form: Record<string, string>) =>
    press(web, review.action, as, ref, form);

  test('the head reads the words with their marks and the author’s reason, and lets it stand with their own', async () => {
    const ref = await draft('A quibbet.');
    const { finding } = the(await compose(ref), 'planted_head');
    await pressed(ref, `answer explained ${finding}`, [[`why ${finding}`, 'It is in the poem.']]);
    await pressed(ref, 'submit');
    const page = await reviewOf(ref);
    expect(page.texts[0]?.found[0]).toMatchObject({
      kind: 'stopped',
      accepts: [{ half: 'accepted_by_head' }],
      waits: [],
      said: [{ reason: 'It is in the poem.', mine: false }],
    });
    expect(page.refused?.reason).toContain('let 1 thing in its words stand');
    const html = await whole(ref, '/review', HEAD);
    expect(html).toMatch(/<mark[^>]*>.{0,80}quibbet/);
    const accept = { intent: `accept accepted_by_head ${finding}`, digest: page.shown.digest };
    const without = await decide(ref, HEAD, accept);
    expect([without.status, (without.data as ReviewAnswer).refused?.sentence]).toEqual([
      403,
      'The record needs to say why.',
    ]);
    const done = await decide(ref, HEAD, { ...accept, [`why ${finding}`]: 'A poem it is.' });
    expect(done).toMatchObject({ status: 302, to: `${BASE}/posts/${ref.postId}/review#found` });
    const now = await reviewOf(ref);
    expect([now.refused, now.texts[0]?.found[0]?.settled]).toEqual([null, true]);
    const shown = (await look(web, postPage.loader, TEACHER, ref)).data as { page: PostPageView };
    const view = 'page' in shown ? shown.page : (shown as PostPageView);
    expect(view.letStand[0]?.said.map(({ words, reason }) => [words, reason])).toEqual([
      ['Priya Nair: right as it is', 'It is in the poem.'],
      ['Ngozi Okafor: lets it stand, as the headteacher may', 'A poem it is.'],
    ]);
    expect(view.story.map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(['It is in the poem.', 'A poem it is.']),
    );
  });

  test('a safeguarding lead opens it, sees what they need and gives their half, and cannot approve', async () => {
    const ref = await submitted('A framlet.');
    const page = await reviewOf(ref, DSL);
    const [found] = page.texts[0]?.found ?? [];
    expect(found?.accepts.map(({ half }) => half)).toEqual(['accepted_by_safeguarding']);
    expect(found?.waits).toEqual([expect.stringContaining('It waits for the headteacher: ')]);
    expect(page.refused?.reason).toContain('Only the headteacher');
    const form = { digest: page.shown.digest, [`why ${found?.finding}`]: 'Agreed with the office.' };
    const head = await decide(ref, DSL, { ...form, intent: `accept accepted_by_head ${found?.finding}` });
    expect(head.status).toBe(403);
    const own = await decide(ref, DSL, {
      ...form,
      intent: `accept accepted_by_safeguarding ${found?.finding}`,
    });
    expect(own.status).toBe(302);
    expect((await reviewOf(ref)).refused?.reason).toContain('let 1 thing in its words stand');
    // The lead has decided their part: who else is waited for is said, and the way to take it back.
    const after = (await reviewOf(ref, DSL)).texts[0]?.found[0];
    expect([after?.accepts, after?.said[0]?.mine]).toEqual([[], true]);
  });

  test('a safeguarding lead’s page lists it until one of them has given their half, and nothing else', async () => {
    const stackOf = async (as: string) =>
      ((await look(web, stack.loader, as, null)).data as { stack: ReviewStack }).stack;
    const listed = async (as: string) => (await stackOf(as)).words?.map(({ row }) => row.id);
    const ref = await submitted('A framlet once more.');
    const other = await submitted('A quiet day without either.');
    const hers = (await stackOf(DSL)).words ?? [];
    expect(hers.find(({ row }) => row.id === ref.postId)).toMatchObject({
      row: { to: `${BASE}/posts/${ref.postId}/review` },
      note: null,
    });
    expect(await listed('ashwick/deputy-dsl')).toContain(ref.postId);
    expect(await listed(DSL)).not.toContain(other.postId);
    expect((await stackOf(DSL)).title).toBe(`${hers.length} waiting for you`);
    expect((await stackOf(DSL)).refused).toBeNull();
    expect([await listed(HEAD), await listed('ashwick/comms')]).toEqual([undefined, undefined]);
    const page = await reviewOf(ref, DSL);
    const [found] = page.texts[0]?.found ?? [];
    await decide(ref, DSL, {
      ...{ digest: page.shown.digest, [`why ${found?.finding}`]: 'It is a poem.' },
      intent: `accept accepted_by_safeguarding ${found?.finding}`,
    });
    expect(await listed(DSL)).not.toContain(ref.postId);
    expect(await listed('ashwick/deputy-dsl')).not.toContain(ref.postId);
    // The head's half still waits, in the head's own list.
    expect((await stackOf(HEAD)).waiting?.map(({ row }) => row.id)).toContain(ref.postId);
  });

  test('before both have decided the head is told who is waited for, and the author gets no form', async () => {
    const ref = await submitted('A framlet and a quibbet.');
    const page = await reviewOf(ref);
    expect(page.refused?.reason).toContain('let 2 things in its words stand');
    expect(page.texts[0]?.found[0]?.waits[0]).toMatch(/^It waits for a safeguarding lead: .*Ruth Adeyemi/);
    const own = await reviewOf(ref, TEACHER);
    expect(own.texts.flatMap(({ found }) => found.flatMap(({ accepts }) => accepts))).toEqual([]);
    expect(await whole(ref, '/review', TEACHER)).not.toContain('Why may it stand?');
  });

  test('the head’s own post is refused in the words that stand where the form would be', async () => {
    const ref = await draftPost(web.world, { author: 'head', words: 'A quibbet.' });
    const head = await web.world.staff('head');
    await submitPost(web.world.web, head, ref, { version: (await facts(ref)).post.version });
    const page = await reviewOf(ref);
    const [found] = page.texts[0]?.found ?? [];
    expect([found?.accepts, found?.waits[0]]).toEqual([
      [],
      'You wrote this post, so somebody else must approve it.',
    ]);
    const form = { digest: page.shown.digest, [`why ${found?.finding}`]: 'I say so.' };
    const refused = await decide(ref, HEAD, { ...form, intent: `accept accepted_by_head ${found?.finding}` });
    expect([refused.status, (refused.data as ReviewAnswer).refused?.sentence]).toEqual([
      403,
      found?.waits[0],
    ]);
  });

  test('a page of an older version lets nothing stand, and shows what changed', async () => {
    const ref = await submitted('A quibbet.');
    const { finding } = the(await reviewOf(ref), 'planted_head');
    const form = { intent: `accept accepted_by_head ${finding}`, digest: 'older', [`why ${finding}`]: 'Yes' };
    const answer = await decide(ref, HEAD, form);
    expect([answer.status, (answer.data as ReviewAnswer).stale]).toEqual([409, { changes: null }]);
  });

  test('an author’s answer is kept for the school from here, listed, and ended there', async () => {
    const ref = await draft('A dunnock.');
    const { finding } = the(await compose(ref), 'planted_author');
    await pressed(ref, `answer explained ${finding}`, [[`why ${finding}`, 'A bird.']]);
    await pressed(ref, 'submit');
    const page = await reviewOf(ref);
    expect(page.texts[0]?.found[0]?.remember).toBe('explained');
    expect((await reviewOf(ref, TEACHER)).texts[0]?.found[0]?.remember).toBeNull();
    const form = {
      digest: page.shown.digest,
      intent: `remember explained ${finding}`,
      [`why ${finding}`]: 'Birds.',
    };
    expect((await decide(ref, HEAD, form)).status).toBe(302);
    expect((await reviewOf(ref)).texts[0]?.found[0]?.remember).toBeNull();
    const list = async (as: string) => look(web, answers.loader, as, null);
    const { lines } = (await list(HEAD)).data as { lines: RememberedLine[] };
    expect(lines).toMatchObject([{ title: 'Right as it is', reason: 'Birds.' }]);
    expect((await list(TEACHER)).status).toBe(404);
    const { answerId = '' } = lines[0] ?? {};
    expect((await press(web, answers.action, TEACHER, ref, { answerId })).status).toBe(404);
    expect((await press(web, answers.action, HEAD, ref, { answerId })).status).toBe(302);
    expect(((await list(HEAD)).data as { lines: RememberedLine[] }).lines).toEqual([]);
  });
});
