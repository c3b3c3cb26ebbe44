// What people answer to what was found in a post’s words: who may, on what, and how long it holds (R-74, requirements of T-02, T-06).
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RULES_VERSION, runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readHistory } from '#app/domain/posts/post-history.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { answerFinding } from '#app/domain/words/answers/answer-finding.ts';
import type { AuthorsAnswer } from '#app/domain/words/answers/answers-offered.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { readRemembered } from '#app/domain/words/answers/read-answers.ts';
import { rememberAnswer } from '#app/domain/words/answers/remember-answer.ts';
import { forgetAnswer, takeBackAnswer } from '#app/domain/words/answers/take-back-answer.ts';
import type { Acceptance } from '#app/domain/words/answers/who-may-accept.ts';
import { findingsOfRevision } from '#db/queries/finding-answers.server.ts';
import { rememberEditor } from '#db/queries/posts.server.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { notices } from '#db/schema/notices.ts';
import { findingAnswers, wordLists } from '#db/schema/words.ts';
import { randomUUID } from 'node:crypto';
import { plantCheck } from '#tests/support/planted-check.ts';
import { draftPost, openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  plantCheck(world.pupil(3));
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const draft = (words: string) => draftPost(world, { words });
const minute = () => world.clock.advance(60_000);

async function pointer(ref: PostRef, code: string) {
  const found = foundNow(await facts(ref)).find((each) => each.code === code);
  if (!found) throw new Error(`${code} is not found`);
  const { check, wordingDigest } = found;
  return { check, code, wordingDigest };
}

const answer = async (ref: PostRef, code: string, say: AuthorsAnswer, reason = '', by = 'teacher') =>
  answerFinding(world.web, await world.staff(by), ref, {
    ...(await pointer(ref, code)),
    answer: say,
    reason,
  });

async function accept(
  ref: PostRef,
  code: string,
  half: Acceptance,
  by: string,
  reason = 'It is a quotation',
) {
  const { revision } = await facts(ref);
  const digest = revision?.digest ?? '';
  const at = await pointer(ref, code);
  return acceptFinding(world.web, await world.staff(by), ref, { ...at, half, reason, digest });
}

const submit = async (ref: PostRef, by = 'teacher') =>
  submitPost(world.web, await world.staff(by), ref, { version: (await facts(ref)).post.version });
const write = async (ref: PostRef, words: string, by = 'teacher') =>
  saveDraft(world.web, await world.staff(by), ref, { version: (await facts(ref)).post.version, words });
const approve = async (ref: PostRef, by = 'head') =>
  approvePost(world.web, await world.staff(by), ref, await shownOn(world, ref));
const stopping = async (ref: PostRef, stage: 'submit' | 'approve' | 'gate') =>
  blocks(runChecks(await facts(ref), stage)).flatMap(({ code, text }) => (text ? [code] : []));
const rowsOf = (ref: PostRef) =>
  world.db.select().from(findingAnswers).where(eq(findingAnswers.postId, ref.postId));

describe('the author’s answer', () => {
  test('says why it is right: the post may then be sent, and the approver’s page has the reason', async () => {
    const ref = await draft('A dunnock sang.');
    await expect(submit(ref)).rejects.toMatchObject({ reason: 'checks_failed' });
    await expect(answer(ref, 'planted_author', 'explained', '  ')).rejects.toMatchObject({
      reason: 'why_missing',
    });
    await answer(ref, 'planted_author', 'explained', 'A dunnock is a bird.');
    await submit(ref);
    expect(await stopping(ref, 'approve')).toEqual([]);
    const history = await readHistory(world.db, { trustId: PRACTICE_TRUST.id, ...ref }, ref.postId);
    const told = history.find(({ event }) => event?.type === 'finding.answered');
    expect(told).toMatchObject({ words: 'A dunnock is a bird.', by: { name: 'Priya Nair' } });
    expect(told?.event).toMatchObject({ answer: 'explained', remembered: false, check: 'T-94' });
  });

  test('two taps make one row and one event; another reason takes the place of the first', async () => {
    const ref = await draft('A dunnock sang.');
    const first = await answer(ref, 'planted_author', 'explained', 'A bird.');
    expect(await answer(ref, 'planted_author', 'explained', ' A bird. ')).toEqual(first);
    expect(await rowsOf(ref)).toHaveLength(1);
    const second = await answer(ref, 'planted_author', 'explained', 'A small bird.');
    expect(second).not.toEqual(first);
    const standing = (await rowsOf(ref)).filter(({ takenBackAt }) => takenBackAt === null);
    expect(standing.map(({ id }) => id)).toEqual([second.answerId]);
  });

  test('holds for the same words written a little differently, and for no other words', async () => {
    const ref = await draft('Wrenna came.');
    await answer(ref, 'planted_name', 'not_a_pupil');
    await write(ref, 'We met WRENNA and her dog.');
    expect(await stopping(ref, 'submit')).toEqual([]);
    await write(ref, 'Wrenna came, and a dunnock sang.');
    expect(await stopping(ref, 'submit')).toEqual(['planted_author']);
    // The very same code about another word: nothing that was said before counts for it.
    const [row] = await rowsOf(ref);
    const other = await pointer(ref, 'planted_author');
    expect(row?.wordingDigest).not.toBe(other.wordingDigest);
    expect(JSON.stringify(row).toLowerCase()).not.toContain('wrenna');
  });

  test('opens nothing that only other words help, nor what an approver decides', async () => {
    const ref = await draft('A zorble and a quibbet.');
    for (const say of ['explained', 'not_a_pupil'] as const)
      await expect(answer(ref, 'planted_nobody', say, 'Why not')).rejects.toMatchObject({
        reason: 'answer_not_offered',
      });
    await answer(ref, 'planted_head', 'explained', 'It is in the poem.');
    await expect(answer(ref, 'planted_head', 'not_a_pupil')).rejects.toMatchObject({
      reason: 'answer_not_offered',
    });
    await write(ref, 'A quibbet.');
    await submit(ref);
    expect(await stopping(ref, 'approve')).toEqual(['planted_head']);
  });

  test('is given by those who may edit the draft, on what stands in it now, and makes them a part of it', async () => {
    const ref = await draft('A dunnock sang.');
    for (const by of ['data', 'office', 'dsl', 'new-teacher'])
      await expect(answer(ref, 'planted_author', 'explained', 'A bird.', by), by).rejects.toThrow();
    const at = await pointer(ref, 'planted_author');
    await write(ref, 'A robin sang.');
    const teacher = await world.staff('teacher');
    const said = { ...at, answer: 'explained' as const, reason: 'A bird.' };
    await expect(answerFinding(world.web, teacher, ref, said)).rejects.toMatchObject({
      code: 'stale_revision',
    });
    await write(ref, 'A dunnock sang.');
    await answer(ref, 'planted_author', 'explained', 'A bird.', 'head');
    await submit(ref);
    await expect(answer(ref, 'planted_author', 'explained', 'Late')).rejects.toMatchObject({
      code: 'illegal_move',
    });
    await expect(approve(ref, 'head')).rejects.toMatchObject({ reason: 'has_edited' });
    expect(await rowsOf(ref)).toHaveLength(1);
  });

  test('taken back, it stops the post again; another post’s answer cannot be reached through this one', async () => {
    const ref = await draft('A dunnock sang.');
    const other = await draft('A dunnock sang.');
    const { answerId } = await answer(ref, 'planted_author', 'explained', 'A bird.');
    const teacher = await world.staff('teacher');
    expect(await stopping(other, 'submit')).toEqual(['planted_author']);
    await expect(takeBackAnswer(world.web, teacher, other, { answerId })).rejects.toMatchObject({
      code: 'not_found',
    });
    await takeBackAnswer(world.web, teacher, ref, { answerId });
    await takeBackAnswer(world.web, teacher, ref, { answerId });
    expect(await stopping(ref, 'submit')).toEqual(['planted_author']);
    const history = await readHistory(world.db, { trustId: PRACTICE_TRUST.id, ...ref }, ref.postId);
    expect(history.filter(({ event }) => event?.type === 'finding.answer_taken_back')).toHaveLength(1);
  });
});

describe('the headteacher’s part', () => {
  test('lets it stand with a reason, on the version that was sent, and approval goes on', async () => {
    const ref = await draft('A quibbet.');
    await submit(ref);
    await expect(approve(ref)).rejects.toMatchObject({ reason: 'checks_failed' });
    await expect(accept(ref, 'planted_head', 'accepted_by_head', 'head', '')).rejects.toMatchObject({
      reason: 'why_missing',
    });
    const given = await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    expect(await accept(ref, 'planted_head', 'accepted_by_head', 'head')).toEqual(given);
    await approve(ref);
    expect(await stopping(ref, 'gate')).toEqual([]);
    expect(await rowsOf(ref)).toHaveLength(1);
  });

  test('has the bar of an approval: not who wrote or sent it, no teacher, no deputy without delegation', async () => {
    const own = await draftPost(world, { author: 'head', words: 'A quibbet.' });
    await submit(own, 'head');
    await expect(accept(own, 'planted_head', 'accepted_by_head', 'head')).rejects.toMatchObject({
      reason: 'is_author',
    });
    const ref = await draft('A quibbet.');
    await submit(ref);
    for (const [by, reason] of [
      ['teacher', 'is_author'],
      ['comms', 'not_an_approver'],
      ['dsl', 'not_an_approver'],
    ] as const)
      await expect(accept(ref, 'planted_head', 'accepted_by_head', by), by).rejects.toMatchObject({ reason });
    expect(await rowsOf(ref)).toHaveLength(0);
  });

  test('is for what is theirs to open: neither what nobody may, nor the author’s, nor a draft, nor an older version', async () => {
    const ref = await draft('A dunnock and a quibbet.');
    await answer(ref, 'planted_author', 'explained', 'A bird.');
    await expect(accept(ref, 'planted_head', 'accepted_by_head', 'head')).rejects.toMatchObject({
      code: 'illegal_move',
    });
    await submit(ref);
    const head = await world.staff('head');
    await expect(accept(ref, 'planted_author', 'accepted_by_head', 'head')).rejects.toMatchObject({
      reason: 'answer_not_offered',
    });
    const at = await pointer(ref, 'planted_head');
    const old = { ...at, half: 'accepted_by_head' as const, reason: 'Yes', digest: 'an older one' };
    await expect(acceptFinding(world.web, head, ref, old)).rejects.toMatchObject({ code: 'stale_revision' });
    const elsewhere = { ...old, digest: (await facts(ref)).revision?.digest ?? '', wordingDigest: 'no such' };
    await expect(acceptFinding(world.web, head, ref, elsewhere)).rejects.toMatchObject({
      code: 'stale_revision',
    });
  });

  test('does not outlive the version it was given for, nor a change of who is a party', async () => {
    const ref = await draft('A quibbet.');
    await submit(ref);
    await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    minute();
    await reopenPost(world.web, await world.staff('teacher'), ref);
    await submit(ref);
    expect(await stopping(ref, 'approve')).toEqual(['planted_head']);
    await accept(ref, 'planted_head', 'accepted_by_head', 'head', 'Still a quotation');
    expect(await stopping(ref, 'approve')).toEqual([]);
    const head = await world.staff('head');
    await world.db.transaction((tx) => rememberEditor(tx, ref, ref.postId, head.userId, world.clock.now()));
    expect(await stopping(ref, 'approve')).toEqual(['planted_head']);
  });

  test('is taken back by who gave it while the post waits, and by nobody else', async () => {
    const ref = await draft('A quibbet.');
    await submit(ref);
    const { answerId } = await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    const dsl = await world.staff('dsl');
    await expect(takeBackAnswer(world.web, dsl, ref, { answerId })).rejects.toMatchObject({
      reason: 'not_your_answer',
    });
    await takeBackAnswer(world.web, await world.staff('head'), ref, { answerId });
    await expect(approve(ref)).rejects.toMatchObject({ reason: 'checks_failed' });
  });
});

describe('what a safeguarding lead and the headteacher decide together', () => {
  test('the leads are told at submit, see it, and give their half without being able to approve', async () => {
    const ref = await draft('A framlet.');
    await submit(ref);
    const dsl = await world.staff('dsl');
    const told = await world.db.select().from(notices).where(eq(notices.postId, ref.postId));
    const asked = told.filter(({ kind }) => kind === 'words_need_you').map(({ userId }) => userId);
    expect(asked).toContain(dsl.userId);
    expect(asked).not.toContain((await world.staff('teacher')).userId);
    await accept(ref, 'planted_safeguarding', 'accepted_by_safeguarding', 'dsl');
    await expect(approve(ref, 'dsl')).rejects.toMatchObject({ reason: 'not_an_approver' });
    await expect(approve(ref)).rejects.toMatchObject({ reason: 'checks_failed' });
    await accept(ref, 'planted_safeguarding', 'accepted_by_head', 'head');
    await approve(ref);
  });

  test('nobody else gives the safeguarding half, and a post without such words tells no lead', async () => {
    const ref = await draft('A framlet.');
    await submit(ref);
    for (const by of ['head', 'comms', 'data'])
      await expect(
        accept(ref, 'planted_safeguarding', 'accepted_by_safeguarding', by),
        by,
      ).rejects.toMatchObject({ reason: 'not_permitted' });
    const plain = await draft('A quibbet.');
    await submit(plain);
    const told = await world.db.select().from(notices).where(eq(notices.postId, plain.postId));
    expect(told.map(({ kind }) => kind)).not.toContain('words_need_you');
  });

  test('the head’s yes alone sends nothing out, and a sent-back post asks both again', async () => {
    const ref = await draft('A framlet.');
    await submit(ref);
    await accept(ref, 'planted_safeguarding', 'accepted_by_head', 'head');
    expect(await stopping(ref, 'approve')).toEqual(['planted_safeguarding']);
    expect(await stopping(ref, 'gate')).toEqual(['planted_safeguarding']);
    await accept(ref, 'planted_safeguarding', 'accepted_by_safeguarding', 'dsl');
    expect(await stopping(ref, 'gate')).toEqual([]);
    const shown = { ...(await shownOn(world, ref)), reason: 'A comma' };
    await sendBackPost(world.web, await world.staff('head'), ref, shown);
    minute();
    await write(ref, 'A framlet, now.');
    await submit(ref);
    expect(await stopping(ref, 'approve')).toEqual(['planted_safeguarding']);
  });
});

describe('remembering for the school', () => {
  const remember = async (ref: PostRef, code: string, say: AuthorsAnswer, by: string, reason = 'A bird') =>
    rememberAnswer(world.web, await world.staff(by), ref, {
      ...(await pointer(ref, code)),
      answer: say,
      reason,
    });

  test('an answer that stands is kept once for every post, listed, and taken away again', async () => {
    const ref = await draft('A dunnock sang.');
    await expect(remember(ref, 'planted_author', 'explained', 'head')).rejects.toMatchObject({
      code: 'stale_revision',
    });
    await answer(ref, 'planted_author', 'explained', 'A bird.');
    await submit(ref);
    await expect(remember(ref, 'planted_author', 'explained', 'teacher')).rejects.toMatchObject({
      reason: 'not_permitted',
    });
    await expect(remember(ref, 'planted_author', 'explained', 'head', '')).rejects.toMatchObject({
      reason: 'why_missing',
    });
    const { answerId } = await remember(ref, 'planted_author', 'explained', 'head');
    expect(await remember(ref, 'planted_author', 'explained', 'head')).toEqual({ answerId });
    const other = await draft('Another dunnock.');
    expect(await stopping(other, 'submit')).toEqual([]);
    const here = { trustId: PRACTICE_TRUST.id, schoolId: world.schoolId };
    const comms = await world.staff('comms');
    expect(await readRemembered(world.db, comms, here, world.clock.now())).toMatchObject([
      { id: answerId, by: 'Ngozi Okafor', reason: 'A bird', remembered: true },
    ]);
    const teacher = await world.staff('teacher');
    await expect(readRemembered(world.db, teacher, here, world.clock.now())).rejects.toMatchObject({
      reason: 'not_permitted',
    });
    await expect(
      forgetAnswer(world.web, teacher, { schoolId: world.schoolId, answerId }),
    ).rejects.toMatchObject({ reason: 'not_permitted' });
    await forgetAnswer(world.web, comms, { schoolId: world.schoolId, answerId });
    expect(await stopping(other, 'submit')).toEqual(['planted_author']);
    // On its own post the author's answer still stands.
    expect(await stopping(ref, 'approve')).toEqual([]);
  });

  test('a single word that is a pupil’s name too is never kept, nor what an approver decides', async () => {
    const ref = await draft('Wrenna and a quibbet.');
    await answer(ref, 'planted_name', 'not_a_pupil');
    await answer(ref, 'planted_head', 'explained', 'A poem.');
    for (const [code, say] of [
      ['planted_name', 'not_a_pupil'],
      ['planted_head', 'explained'],
    ] as const)
      await expect(remember(ref, code, say, 'comms')).rejects.toMatchObject({ reason: 'one_name_alone' });
  });

  test('an answer given on one post is not forgotten by way of the school’s list', async () => {
    const ref = await draft('A dunnock sang.');
    const { answerId } = await answer(ref, 'planted_author', 'explained', 'A bird.');
    const at = { schoolId: world.schoolId, answerId };
    await expect(forgetAnswer(world.web, await world.staff('head'), at)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

test('what was found is recorded with the revision: check, rules, places, pupils and lists, never the words', async () => {
  const head = await world.staff('head');
  await world.db.insert(wordLists).values({
    ...{
      id: randomUUID(),
      trustId: PRACTICE_TRUST.id,
      list: 'partners',
      version: 7,
      entries: ['Barn Trust'],
    },
    ...{ publishedBy: head.userId, publishedAt: world.clock.now() },
  });
  const ref = await draft('Mossup! A quibbet met Wrenna.');
  await answer(ref, 'planted_name', 'not_a_pupil');
  await submit(ref);
  const { revision } = await facts(ref);
  const rows = await findingsOfRevision(world.db, ref, revision?.id ?? '');
  const planted = rows.filter(({ code }) => code.startsWith('planted'));
  const common = { rulesVersion: RULES_VERSION, field: 'words', clause: 'R-46' };
  expect(planted).toMatchObject([
    { ...common, check: 'T-02', level: 'block', from: 22, to: 28, pupilIds: [world.pupil(3)] },
    { ...common, check: 'T-92', level: 'block', from: 10, to: 17, pupilIds: [] },
    { ...common, check: 'T-95', level: 'warn', from: 0, to: 6, pupilIds: [] },
  ]);
  expect(planted[0]?.lists).toMatchObject({ partners: 7 });
  expect(JSON.stringify(rows).toLowerCase()).not.toMatch(/wrenna|quibbet|mossup/);
  minute();
  await reopenPost(world.web, await world.staff('teacher'), ref);
  await write(ref, 'Nothing to find here.');
  await submit(ref);
  const again = (await facts(ref)).revision?.id ?? '';
  expect(
    (await findingsOfRevision(world.db, ref, again)).filter(({ code }) => code.startsWith('planted')),
  ).toEqual([]);
  expect(await findingsOfRevision(world.db, ref, revision?.id ?? '')).toHaveLength(rows.length);
});
