// What lets a post go on is asked about again at every check: who let its words stand must still be the one who may, for the very
// version that waits, and no one person is two (R-19, R-74, requirements of T-06, T-08); and what changed around the words counts.
import { randomUUID } from 'node:crypto';
import { and, eq, max } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runChecks } from '#app/domain/checks/index.ts';
import { blocks } from '#app/domain/issues.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { readHistory } from '#app/domain/posts/post-history.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { addPupil } from '#app/domain/pupils/keep-pupil.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { answersTo } from '#app/domain/words/answers/answers-that-count.ts';
import { endGrant } from '#app/domain/words/grants/end-grant.ts';
import { foundNow } from '#app/domain/words/answers/finding-in-post.ts';
import { giveGrant } from '#app/domain/words/grants/give-grant.ts';
import { stops } from '#app/domain/words/text-finding.ts';
import type { Acceptance } from '#app/domain/words/answers/who-may-accept.ts';
import { policyInForce } from '#db/queries/policy.server.ts';
import { roleGrants, users } from '#db/schema/people.ts';
import { acknowledgements, policyVersions } from '#db/schema/policy.ts';
import { findingAnswers, wordLists } from '#db/schema/words.ts';
import { PRACTICE_TRUST } from '#db/seed/practice-people.ts';
import { plantCheck } from '#tests/support/planted-check.ts';
import { publishNow } from '#tests/support/posts-in-states.ts';
import { withSettings } from '#tests/support/with-settings.ts';
import { draftPost, openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  plantCheck(world.pupil(3));
});
afterAll(() => world.close());

const facts = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());
const submit = async (ref: PostRef) =>
  submitPost(world.web, await world.staff('teacher'), ref, { version: (await facts(ref)).post.version });
const approve = async (ref: PostRef) =>
  approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
const stopping = async (ref: PostRef) =>
  blocks(runChecks(await facts(ref), 'approve')).flatMap(({ code, text }) => (text ? [code] : []));
async function submitted(words: string): Promise<PostRef> {
  const ref = await draftPost(world, { words, photos: [], tripId: null });
  await submit(ref);
  return ref;
}

async function pointer(ref: PostRef, code: string) {
  const found = foundNow(await facts(ref)).find((each) => each.code === code);
  if (!found) throw new Error(`${code} is not found`);
  const { check, wordingDigest } = found;
  return { check, code, wordingDigest };
}

async function accept(ref: PostRef, code: string, half: Acceptance, by: string): Promise<void> {
  const at = await pointer(ref, code);
  const { digest } = await shownOn(world, ref);
  await acceptFinding(world.web, await world.staff(by), ref, { ...at, half, reason: 'A poem', digest });
}

/** Runs `act` while this member of staff holds one role more; it ends with `act`, unless `act` ends it before. */
async function withRole(
  key: string,
  role: 'headteacher' | 'dsl',
  act: (end: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const id = randomUUID();
  const { userId } = await world.staff(key);
  const startsAt = new Date(0);
  const whose = { id, trustId: PRACTICE_TRUST.id, schoolId: world.schoolId, userId };
  await world.db.insert(roleGrants).values({ ...whose, role, startsAt });
  const end = async (): Promise<void> => {
    await world.db.update(roleGrants).set({ endsAt: world.clock.now() }).where(eq(roleGrants.id, id));
  };
  await act(end).finally(end);
}

async function place(ref: PostRef): Promise<void> {
  await approve(ref);
  const due = new Date(world.clock.now().getTime() + 3_600_000);
  const comms = await world.staff('comms');
  const placed = await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') });
  if (!placed.ok) throw new Error(placed.time.problem);
}
async function publishAtItsTime(ref: PostRef): Promise<string> {
  world.clock.advance(3_600_000);
  return publishNow(world, ref);
}

describe('who lets it stand', () => {
  test('must still hold the role: the headteacher’s half ends with theirs', async () => {
    await withRole('comms', 'headteacher', async (end) => {
      const ref = await submitted('A quibbet.');
      await accept(ref, 'planted_head', 'accepted_by_head', 'comms');
      expect(await stopping(ref)).toEqual([]);
      await end();
      expect(await stopping(ref)).toEqual(['planted_head']);
      await expect(approve(ref)).rejects.toMatchObject({ reason: 'checks_failed' });
    });
  });

  test('the safeguarding half too, and a post that was approved on it is held', async () => {
    await withRole('office', 'dsl', async (end) => {
      const ref = await submitted('A framlet.');
      await accept(ref, 'planted_safeguarding', 'accepted_by_safeguarding', 'office');
      await accept(ref, 'planted_safeguarding', 'accepted_by_head', 'head');
      await place(ref);
      await end();
      expect(await publishAtItsTime(ref)).toBe('held');
    });
  });

  test('is never one person for both halves, whichever comes first, and not by rows either', async () => {
    await withRole('head', 'dsl', async () => {
      for (const [first, second] of [
        ['accepted_by_safeguarding', 'accepted_by_head'],
        ['accepted_by_head', 'accepted_by_safeguarding'],
      ] as const) {
        const ref = await submitted('A framlet.');
        await accept(ref, 'planted_safeguarding', first, 'head');
        await expect(accept(ref, 'planted_safeguarding', second, 'head')).rejects.toMatchObject({
          reason: 'second_person_needed',
        });
        const [row] = await world.db
          .select()
          .from(findingAnswers)
          .where(eq(findingAnswers.postId, ref.postId));
        if (!row) throw new Error('nothing was written');
        await world.db.insert(findingAnswers).values({ ...row, id: randomUUID(), answer: second });
        expect(await stopping(ref)).toEqual(['planted_safeguarding']);
      }
    });
  });

  test('is not the author, who became a safeguarding lead', async () => {
    await withRole('teacher', 'dsl', async () => {
      const ref = await submitted('A framlet.');
      await expect(
        accept(ref, 'planted_safeguarding', 'accepted_by_safeguarding', 'teacher'),
      ).rejects.toMatchObject({ reason: 'is_author' });
    });
  });

  test('let one version stand: sent again, even at the same moment, it is asked about again', async () => {
    const ref = await submitted('A quibbet.');
    await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    await reopenPost(world.web, await world.staff('teacher'), ref);
    await submit(ref);
    expect(await stopping(ref)).toEqual(['planted_head']);
    await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    expect(await stopping(ref)).toEqual([]);
  });
});

test('what was remembered of a word counts no more once the word is a pupil’s name', () => {
  const text = 'Wrenna';
  const shape = { check: 'T-02', code: 'first_name_or_word', clause: 'R-36', opener: 'author' } as const;
  const found = {
    ...stops(shape, { field: 'words', from: 0, to: text.length }),
    ...{ wordingDigest: 'a digest', ground: null },
  };
  const said = { answer: 'not_a_pupil', answeredBy: 'x', answeredAt: new Date(), ground: null } as const;
  const answer = { ...said, id: 'one', check: 'T-02', code: found.code, wordingDigest: 'a digest' };
  const remembered = { ...answer, postId: null };
  expect(answersTo({ ...found, pupilIds: [] }, [remembered], text)).toHaveLength(1);
  expect(answersTo({ ...found, pupilIds: ['a pupil'] }, [remembered], text)).toEqual([]);
  expect(answersTo({ ...found, pupilIds: ['a pupil'] }, [{ ...answer, postId: 'here' }], text)).toHaveLength(
    1,
  );
});

const lapsedOf = async (ref: PostRef) => {
  const history = await readHistory(world.db, { trustId: PRACTICE_TRUST.id, ...ref }, ref.postId);
  return history.flatMap(({ event, by }) =>
    event?.type === 'finding.answer_lapsed' ? [{ code: event.code, answer: event.answer, by: by?.name }] : [],
  );
};

describe('what was let stand rests on what made the finding', () => {
  test('a new version of the trust’s policy ends it, and it can be let stand anew', async () => {
    const ref = await submitted('A quibbet.');
    await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    expect(await stopping(ref)).toEqual([]);
    const now = world.clock.now();
    const policy = await policyInForce(world.db, { trustId: PRACTICE_TRUST.id }, now);
    if (!policy) throw new Error('no policy');
    const policyVersionId = randomUUID();
    const newer = { ...policy, id: policyVersionId, version: policy.version + 1, effectiveFrom: now };
    await world.db.insert(policyVersions).values(newer);
    // Everybody reads it at once, so that nothing else stops.
    const read = { policyVersionId, bodyHash: policy.bodyHash, acknowledgedAt: now };
    const everybody = await world.db.select({ userId: users.id }).from(users);
    await world.db.insert(acknowledgements).values(everybody.map((person) => ({ ...read, ...person })));
    expect(await stopping(ref)).toEqual(['planted_head']);
    await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    expect(await stopping(ref)).toEqual([]);
    const ended = { code: 'planted_head', answer: 'accepted_by_head', by: 'Ngozi Okafor' };
    expect(await lapsedOf(ref)).toEqual([ended]);
  });

  test('an entry of a list in the very words ends it, and holds a post that was placed on it; another entry does not', async () => {
    const publish = async (...entries: string[]) => {
      const [before] = await world.db
        .select({ version: max(wordLists.version) })
        .from(wordLists)
        .where(and(eq(wordLists.trustId, PRACTICE_TRUST.id), eq(wordLists.list, 'suppliers')));
      await world.db.insert(wordLists).values({
        ...{ id: randomUUID(), trustId: PRACTICE_TRUST.id, list: 'suppliers', entries },
        ...{ version: (before?.version ?? 0) + 1, publishedAt: world.clock.now() },
        publishedBy: (await world.staff('head')).userId,
      });
    };
    try {
      const ref = await submitted('A quibbet.');
      await accept(ref, 'planted_head', 'accepted_by_head', 'head');
      await place(ref);
      await publish('Somebody else');
      expect(await stopping(ref)).toEqual([]);
      await publish('Quibbet');
      expect(await stopping(ref)).toEqual(['planted_head']);
      expect(await publishAtItsTime(ref)).toBe('held');
    } finally {
      await publish();
    }
  });

  test('sent again, the record says that it no longer counts, once', async () => {
    const ref = await submitted('A quibbet.');
    await accept(ref, 'planted_head', 'accepted_by_head', 'head');
    expect(await lapsedOf(ref)).toEqual([]);
    await reopenPost(world.web, await world.staff('teacher'), ref);
    await submit(ref);
    await reopenPost(world.web, await world.staff('teacher'), ref);
    await submit(ref);
    expect(await lapsedOf(ref)).toEqual([
      { code: 'planted_head', answer: 'accepted_by_head', by: 'Priya Nair' },
    ]);
  });
});

describe('between approval and its time', () => {
  test('a pupil who joins and whose name is in the words holds the post', async () => {
    const ref = await submitted('Quillon Featherby drew the poster.');
    await place(ref);
    const typed = {
      ...{ misId: 'Z9', legalForename: 'Quillon', legalSurname: 'Featherby', preferredForename: '' },
      ...{ preferredSurname: '', knownAs: '', yearGroup: '4', registrationGroup: '4B' },
      ...{ dateOfBirth: '', startsOn: '2026-09-01', leavesOn: '' },
    };
    const office = await world.staff('office');
    expect(await addPupil(world.web, office, world.schoolId, typed, randomUUID())).toMatchObject({
      ok: true,
    });
    expect(await publishAtItsTime(ref)).toBe('held');
  });

  test('an author’s grant that ends holds what only a spokesperson may say', async () => {
    const head = await world.staff('head');
    const given = await giveGrant(world.web, head, {
      ...{ schoolId: world.schoolId, userId: (await world.staff('teacher')).userId, topics: ['inspection'] },
      ...{ firstDay: '', lastDay: '2027-01-01', requestKey: randomUUID() },
    });
    if (!given.ok) throw new Error('no grant');
    const ref = await submitted('Our Ofsted report is out.');
    await place(ref);
    await endGrant(world.web, head, { schoolId: world.schoolId, grantId: given.grantId });
    expect(await publishAtItsTime(ref)).toBe('held');
  });

  test('an election that begins holds a politician’s visit', async () => {
    const ref = await submitted('Our MP came to see the school council.');
    await place(ref);
    const settings = { electionFrom: '2026-01-01', electionUntil: '2027-01-01' };
    await withSettings(world, settings, async () => {
      expect(await publishAtItsTime(ref)).toBe('held');
    });
  });
});
