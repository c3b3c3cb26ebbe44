// Pupils' names in posts, against the school's own records: who may be named and who not, the same answer whatever is on record, names
// that are no more, pupils elsewhere in the trust, and what becomes of a post when a yes to the name is taken back (T-01, T-02, R-36).
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, NO_CONDITIONS, type Subject } from '#app/domain/consent/consent-types.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { changePupil } from '#app/domain/pupils/keep-pupil.ts';
import { acceptFinding } from '#app/domain/words/answers/accept-finding.ts';
import { typedPupil } from '#app/presenters/kept-pupils.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { onlyHere } from '#tests/support/only-here.ts';
import { publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { withSettings } from '#tests/support/with-settings.ts';
import {
  draftPost,
  type DraftPlan,
  openWorld,
  pupils,
  shownOn,
  submittedPost,
  type World,
} from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(1_000));

const NAMES: Subject[] = ['first_name', 'full_name', 'name_with_image'];
const answer = async (index: number, subjects: Subject[], said: Extract<Answer, 'granted' | 'refused'>) => {
  const recorded = await recordConsent(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, pupilId: world.pupil(index), requestKey: randomUUID() },
    ...{ holderId: practiceId(`holder/ashwick/${index}/0`), answer: said, subjects, channels: ['x'] },
    ...{ purposes: ['celebration'], accountScope: 'own_school', eventId: null, conditions: NO_CONDITIONS },
    ...{
      answeredOn: '2026-11-18',
      lastDay: null,
      method: 'paper',
      evidence: 'a letter',
      formVersionId: null,
    },
  });
  expect(recorded).toMatchObject({ ok: true });
};
const nameOf = async (index: number) => {
  const row = await findPupil(world.db, world, world.pupil(index));
  if (!row) throw new Error('no such pupil');
  return row;
};
const found = async (ref: PostRef) => (await readPostFacts(world.db, ref, world.clock.now())).words.working;
const draft = (words: string, plan: DraftPlan = {}) =>
  draftPost(world, { photos: [], tripId: null, ...plan, words });
/** Findings as whole values, without the digest of the wording and the place in the text. */
const plainly = async (ref: PostRef) =>
  (await found(ref)).map(({ wordingDigest: _, from: __, to: ___, pupilIds: ____, ...rest }) => rest);

describe('a pupil’s full name without a child in a picture', () => {
  it('is one and the same finding after a refusal, under a restriction, unanswered, and of another school', async () => {
    await answer(8, NAMES, 'refused');
    const restricted = await setRestriction(world.web, await world.staff('dsl'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(9), requestKey: randomUUID() },
      ...{ type: 'no_name', reason: 'Sealed', reviewOn: null },
    });
    expect(restricted).toMatchObject({ ok: true });
    const findings = [];
    for (const index of [8, 9, 10]) {
      const { legalForename, legalSurname } = await nameOf(index);
      findings.push(await plainly(await draft(`Well done ${legalForename} ${legalSurname}.`)));
    }
    // A pupil of the other practice school.
    findings.push(await plainly(await draft('Well done Kezia Kallon.')));
    expect(findings[0]).toMatchObject([{ code: 'pupil_full_name', level: 'block', opener: 'nobody' }]);
    for (const other of findings) expect(other).toEqual(findings[0]);
  });

  it('of another school keeps no id of theirs', async () => {
    expect((await found(await draft('Well done Kezia Kallon.')))[0]?.pupilIds).toEqual([]);
  });

  it('is not found by one word of another school’s pupil', async () => {
    expect(await found(await draft('Well done Kezia, said the Kallon.'))).toEqual([]);
  });

  it('cannot be submitted', async () => {
    const ref = await draft('Well done Zara Chaudhry.');
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await expect(submitPost(world.web, await world.staff('teacher'), ref, post)).rejects.toMatchObject({
      refusal: {
        issues: [{ check: 'T-01', code: 'pupil_full_name', level: 'block', text: { opener: 'nobody' } }],
      },
    });
  });

  it('that the pupil no longer has is found too, and not who has it now', async () => {
    const { misId: _, ...typed } = typedPupil(await nameOf(11));
    const old = `${typed.legalForename} ${typed.legalSurname}`;
    await changePupil(
      world.web,
      await world.staff('office'),
      { ...world, pupilId: world.pupil(11) },
      { ...typed, legalSurname: 'Quillfeather' },
    );
    const [one] = await found(await draft(`We miss ${old}.`));
    expect(one).toMatchObject({ code: 'pupil_full_name', pupilIds: [world.pupil(11)] });
  });
});

describe('a yes to the full name', () => {
  /** Agreed to, written, sent, let stand by the headteacher, approved and placed. */
  async function scheduledWithName(index: number): Promise<PostRef> {
    await answer(index, NAMES, 'granted');
    const { legalForename, legalSurname } = await nameOf(index);
    const ref = await draft(`Well done ${legalForename} ${legalSurname}, ${randomUUID().slice(0, 8)}.`);
    const { post, words } = await readPostFacts(world.db, ref, world.clock.now());
    expect(words.working).toMatchObject([{ code: 'pupil_full_name_agreed', opener: 'head' }]);
    await submitPost(world.web, await world.staff('teacher'), ref, { version: post.version });
    const head = await world.staff('head');
    const { digest } = await shownOn(world, ref);
    const { check = '', code = '', wordingDigest = '' } = words.working[0] ?? {};
    await acceptFinding(world.web, head, ref, {
      ...{ check, code, wordingDigest, half: 'accepted_by_head', reason: 'The family asked for it', digest },
    });
    await approvePost(world.web, head, ref, await shownOn(world, ref));
    const due = new Date(world.clock.now().getTime() + 60_000);
    const comms = await world.staff('comms');
    expect(
      await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') }),
    ).toMatchObject({
      ok: true,
    });
    return ref;
  }
  const takeBack = async (index: number) => answer(index, ['full_name'], 'refused');

  it('lets the headteacher let it stand, and it goes out', async () => {
    const ref = await scheduledWithName(12);
    world.clock.advance(60_000);
    expect(await publishNow(world, ref)).toBe('published');
  });

  it('taken back holds what waits: it is not sent', async () => {
    const ref = await scheduledWithName(13);
    await takeBack(13);
    expect(await statusOf(world, ref)).toBe('held');
    world.clock.advance(60_000);
    await publishNow(world, ref);
    expect(await statusOf(world, ref)).toBe('held');
  });

  it('taken back takes down what is live', async () => {
    const ref = await scheduledWithName(14);
    world.clock.advance(60_000);
    await publishNow(world, ref);
    await takeBack(14);
    expect(await statusOf(world, ref)).toBe('takedown_requested');
  });
});

describe('a first name without a child in a picture (R-36)', () => {
  /** Gives the pupil a first name that nobody else at the school has. */
  const onlyOne = async (index: number, legalForename: string): Promise<string> => {
    const { misId: _, ...typed } = typedPupil(await nameOf(index));
    const office = await world.staff('office');
    const named = { ...typed, legalForename, preferredForename: '', knownAs: '' };
    await changePupil(world.web, office, { ...world, pupilId: world.pupil(index) }, named);
    return legalForename;
  };
  const said = async (index: number, name: string) =>
    plainly(await draft(`Well done ${await onlyOne(index, name)}.`));
  /** Agreed to, sent, approved and placed; nobody has to let it stand. */
  async function scheduledWithFirstName(index: number, name: string): Promise<PostRef> {
    await answer(index, NAMES, 'granted');
    const ref = await draft(onlyHere(`Well done ${await onlyOne(index, name)}.`));
    const { post } = await readPostFacts(world.db, ref, world.clock.now());
    await submitPost(world.web, await world.staff('teacher'), ref, { version: post.version });
    await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
    const due = new Date(world.clock.now().getTime() + 60_000);
    const comms = await world.staff('comms');
    const placed = await schedulePost(world.web, comms, ref, { wall: wallTimeOf(due, 'Europe/London') });
    expect(placed).toMatchObject({ ok: true });
    return ref;
  }
  const live = async (index: number, name: string): Promise<PostRef> => {
    const ref = await scheduledWithFirstName(index, name);
    world.clock.advance(60_000);
    expect(await publishNow(world, ref)).toBe('published');
    return ref;
  };

  it('is one and the same finding whether it was refused, restricted or never asked', async () => {
    await answer(17, NAMES, 'refused');
    await setRestriction(world.web, await world.staff('dsl'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(15), requestKey: randomUUID() },
      ...{ type: 'no_name', reason: 'Sealed', reviewOn: null },
    });
    const [refused, restricted, unasked] = [
      await said(17, 'Quillon'),
      await said(15, 'Zephrine'),
      await said(39, 'Ombrelle'),
    ];
    expect(refused).toMatchObject([{ code: 'pupil_first_name_alone', level: 'block', opener: 'author' }]);
    expect([restricted, unasked]).toEqual([refused, refused]);
  });

  it('taken back holds what waits: it is not sent', async () => {
    const ref = await scheduledWithFirstName(24, 'Wendolf');
    await answer(24, ['first_name'], 'refused');
    expect(await statusOf(world, ref)).toBe('held');
    world.clock.advance(60_000);
    await publishNow(world, ref);
    expect(await statusOf(world, ref)).toBe('held');
  });

  it('taken back takes down what is live (R-85)', async () => {
    const ref = await live(21, 'Isambra');
    await answer(21, ['first_name'], 'refused');
    expect(await statusOf(world, ref)).toBe('takedown_requested');
  });

  it('stays where another use of the name is taken back', async () => {
    const ref = await live(25, 'Tarquelle');
    await answer(25, ['full_name'], 'refused');
    expect(await statusOf(world, ref)).toBe('published');
  });

  it('is reached by a restriction of the name too', async () => {
    const ref = await live(23, 'Fenwyn');
    await setRestriction(world.web, await world.staff('dsl'), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(23), requestKey: randomUUID() },
      ...{ type: 'no_name', reason: 'Sealed', reviewOn: null },
    });
    expect(await statusOf(world, ref)).toBe('takedown_requested');
  });
});

describe('a first name beside a child', () => {
  const beside = async (index: number, words?: string) => {
    const { legalForename } = await nameOf(index);
    return plainly(
      await draft(words ?? `Well done ${legalForename}.`, { photos: [pupils(world.pupil(index))] }),
    );
  };
  const names = async () =>
    (await beside(1)).filter(({ check }) => check === 'T-02').map(({ code, opener }) => `${code} ${opener}`);

  it('stops, as the school has it when it has settled nothing', async () => {
    expect(await names()).toEqual(['pupil_first_name nobody']);
  });

  it('may stand where the school allows it and the family agreed to both together', async () => {
    await withSettings(world, { pupilIdentity: 'first_name_with_consent' }, async () => {
      expect(await names()).toEqual(['pupil_first_name_not_agreed nobody']);
      await answer(1, ['image', ...NAMES], 'granted');
      expect(await names()).toEqual(['pupil_first_name_agreed nobody']);
    });
  });

  it('that somebody else has too is asked about', async () => {
    const { legalForename } = await nameOf(1);
    const words = `Thank you to Miss ${legalForename}.`;
    expect(await beside(2, words)).toMatchObject([{ code: 'first_name_of_somebody', opener: 'author' }]);
    expect(await beside(1, words)).toMatchObject([{ code: 'first_name_of_shown', opener: 'author' }]);
  });
});

describe('a name in one post and the face in another', () => {
  const codesOf = async (ref: PostRef) =>
    (await found(ref))
      .filter(({ code }) => code.includes('elsewhere'))
      .map(({ code, level }) => `${level} ${code}`);
  const fullName = async (index: number) => {
    const { legalForename, legalSurname } = await nameOf(index);
    return `${legalForename} ${legalSurname}`;
  };

  it('is stopped where the name is written, within the school’s days and not outside them', async () => {
    await submittedPost(world, { tripId: null, photos: [pupils(world.pupil(4), world.pupil(5))] });
    world.clock.advance(60_000);
    const ref = await draft(`Well done ${await fullName(4)}.`);
    expect(await codesOf(ref)).toEqual(['block name_here_face_elsewhere']);
    await withSettings(world, { nameApartDays: 0 }, async () => expect(await codesOf(ref)).toEqual([]));
  });

  it('is stopped where the face is shown', async () => {
    await answer(16, NAMES, 'granted');
    const named = await draft(`Well done ${await fullName(16)}.`);
    const { post } = await readPostFacts(world.db, named, world.clock.now());
    await submitPost(world.web, await world.staff('teacher'), named, { version: post.version });
    const ref = await draft('A day in the sun.', { photos: [pupils(world.pupil(16))] });
    expect(await codesOf(ref)).toEqual(['block face_here_name_elsewhere']);
  });

  it('is pointed out for a first name beside a group', async () => {
    await submittedPost(world, { tripId: null, photos: [pupils(world.pupil(7), world.pupil(5))] });
    const { legalForename } = await nameOf(7);
    const ref = await draft(`Well done ${legalForename}.`);
    expect(await codesOf(ref)).toEqual(['warn name_here_face_maybe_elsewhere']);
  });
});
