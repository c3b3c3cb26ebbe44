// A post on a department's account from its first line to its approval: for teaching, about one of the account's subjects (R-14, T-22).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { compareContent } from '#app/domain/posts/compare-revisions.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { DECLARATION_NAMES } from '#app/domain/posts/declarations.ts';
import { readHistory } from '#app/domain/posts/post-history.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { draftFieldsOf, saveTyped } from '#app/domain/posts/save-typed.ts';
import { startPost } from '#app/domain/posts/start-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { readReview } from '#app/domain/posts/read-review.ts';
import { schoolsOfPerson } from '#app/domain/school/schools-of-person.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { readAnswers } from '#app/domain/words/answers/read-answers.ts';
import { readFindingKey } from '#app/presenters/finding-key.ts';
import { letStandOf } from '#app/presenters/let-stand.ts';
import { reviewView } from '#app/presenters/review.ts';
import { DEPARTMENT_ACCOUNT_ID } from '#db/seed/practice-accounts.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld('harrowdean');
});
afterAll(() => world.close());

const teacher = () => world.staff('teacher');
const factsOf = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const saidOf = async (ref: PostRef, stage: 'edit' | 'approve') =>
  runChecks(await factsOf(ref), stage)
    .filter(({ check }) => check === 'T-22')
    .map(({ code, level }) => `${level} ${code}`);

async function started(tripId: string | null = null): Promise<PostRef> {
  const { postId } = await startPost(world.web, await teacher(), {
    schoolId: world.schoolId,
    accountId: DEPARTMENT_ACCOUNT_ID,
    tripId,
    purpose: 'celebration',
    requestKey: randomUUID(),
  });
  return { schoolId: world.schoolId, postId };
}

async function save(ref: PostRef, more: { words?: string; subject?: string }): Promise<void> {
  const { post } = await factsOf(ref);
  await saveDraft(world.web, await teacher(), ref, {
    version: post.version,
    declarations: DECLARATION_NAMES,
    ...more,
  });
}

async function submit(ref: PostRef): Promise<void> {
  const { post } = await factsOf(ref);
  await submitPost(world.web, await teacher(), ref, { version: post.version });
}

const approve = async (ref: PostRef) =>
  approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));

test('it is for teaching, whatever was chosen; a trip’s post stays the trip’s and says that it does not belong here', async () => {
  expect((await factsOf(await started())).post.purpose).toBe('teaching');
  const ref = await started(world.trip('over'));
  await save(ref, { words: 'We drew a food chain.', subject: 'Biology' });
  expect((await factsOf(ref)).post.purpose).toBe('trip');
  expect(await saidOf(ref, 'approve')).toEqual(['block not_for_teaching']);
});

test('the subject is saved like the words, is in what is approved, and is told in the history', async () => {
  const ref = await started();
  await save(ref, { words: 'Acids and alkalis today: every beaker a new colour.', subject: 'Chemistry' });
  expect(await saidOf(ref, 'edit')).toEqual([]);
  const facts = await factsOf(ref);
  expect(draftFieldsOf(facts).subject).toBe('Chemistry');
  expect(contentOf(facts).subject).toBe('Chemistry');
  const history = await readHistory(world.db, { trustId: PRACTICE_TRUST.id, ...ref }, ref.postId);
  expect(history.map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ type: 'post.edited', fields: ['words', 'subject', 'declarations'] }),
  );
  await submit(ref);
  await approve(ref);
  const { revision } = await factsOf(ref);
  expect(revision?.content.subject).toBe('Chemistry');
  const other = { ...contentOf(facts), subject: 'Physics' };
  expect(compareContent(contentOf(facts), other).other).toEqual(['subject']);
});

describe('without a subject', () => {
  test('it can be sent, and stops at the approval', async () => {
    const ref = await started();
    await save(ref, { words: 'Acids and alkalis today.' });
    expect(await saidOf(ref, 'edit')).toEqual(['warn subject_not_said']);
    await submit(ref);
    expect(await saidOf(ref, 'approve')).toEqual(['block subject_not_said']);
    await expect(approve(ref)).rejects.toMatchObject({ refusal: { reason: 'checks_failed' } });
  });

  test('the headteacher reads on the page why it stops, and lets it stand there', async () => {
    const ref = await started();
    await save(ref, { words: 'Acids and alkalis today.' });
    await submit(ref);
    const head = await world.staff('head');
    const read = async () => {
      const of = { ...ref, trustId: PRACTICE_TRUST.id };
      const [school] = await schoolsOfPerson(world.db, head, world.clock.now());
      if (!school) throw new Error('the headteacher has no school');
      const review = await readReview(world.db, head, of, world.clock.now());
      return reviewView(review, school, head);
    };
    const page = await read();
    const about = page?.texts.find(({ field }) => field === 'subject');
    expect(about).toMatchObject({
      title: 'The subject',
      found: [{ kind: 'stopped', accepts: [{ half: 'accepted_by_head' }] }],
    });
    expect(page?.refused?.reason).toContain('let 1 thing in its words stand');
    const pointer = readFindingKey(about?.found[0]?.finding ?? '');
    if (!pointer) throw new Error('the page names no finding');
    const { digest } = await shownOn(world, ref);
    const said = { half: 'accepted_by_head', reason: 'For every science', digest } as const;
    await acceptFinding(world.web, head, ref, { ...pointer, ...said });
    expect((await read())?.refused).toBeNull();
    await approve(ref);
    const reader = { zone: 'Europe/London', now: world.clock.now() };
    const facts = await factsOf(ref);
    const answers = await readAnswers(world.db, { ...ref, trustId: PRACTICE_TRUST.id }, foundNow(facts));
    expect(letStandOf(facts, answers, reader)).toMatchObject([
      { where: 'The subject', said: [{ reason: 'For every science' }] },
    ]);
  });

  test('a subject can be taken back while it is a draft', async () => {
    const ref = await started();
    await save(ref, { subject: 'Physics' });
    await save(ref, { subject: '' });
    expect((await factsOf(ref)).post.subject).toBeNull();
  });
});

test('a subject that is not the account’s is refused, and nothing is saved with it', async () => {
  const ref = await started();
  await expect(save(ref, { words: 'Romans!', subject: 'History' })).rejects.toMatchObject({
    code: 'forbidden',
    reason: 'subject_of_another_account',
  });
  expect((await factsOf(ref)).post).toMatchObject({ words: '', subject: null });
});

test('words about something else are pointed out, and the trust’s own words for the subject count', async () => {
  const ref = await started();
  await save(ref, { words: 'Mr Bones sat in on the first lesson.', subject: 'Physics' });
  expect(await saidOf(ref, 'approve')).toEqual(['warn subject_not_in_words']);
  await save(ref, { subject: 'Biology' });
  expect(await saidOf(ref, 'approve')).toEqual([]);
});

test('two tabs that choose different subjects are shown both, and neither is lost', async () => {
  const ref = await started();
  const facts = await factsOf(ref);
  const base = draftFieldsOf(facts);
  const typed = { version: facts.post.version, base };
  await saveTyped(world.web, await teacher(), ref, { ...typed, mine: { ...base, subject: 'Physics' } });
  const second = await saveTyped(world.web, await teacher(), ref, {
    ...typed,
    mine: { ...base, subject: 'Biology' },
  });
  expect(second).toEqual({
    ok: false,
    conflicts: [{ field: 'subject', mine: 'Biology', theirs: 'Physics' }],
  });
});
