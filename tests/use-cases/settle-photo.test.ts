// Accounting for a photo, kept: each answer is an edit of the post, can be taken back exactly, and is told to nobody who need not
// know it (I-04 to I-08, R-06, R-62, R-73).
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppError } from '#app/domain/errors.ts';
import { destroyOriginals } from '#app/domain/photos/destroy-originals.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import type { PlacedPhoto } from '#app/domain/posts/photo-of-post.ts';
import { accountingOf } from '#app/domain/posts/photo-state.ts';
import { settlePhoto } from '#app/domain/posts/settle-photo.ts';
import { approvalBar } from '#app/domain/posts/who-may-approve.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { photos } from '#db/schema/photos.ts';
import { guestPermissions } from '#db/schema/pupils.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { PRACTICE_SCHOOLS, userId } from '#db/seed/practice-people.ts';
import { BLUR, boxOf, counted, facePost, NOT_A_FACE, pupilOn } from '#tests/support/face-posts.ts';
import { draftPost, openWorld, submittedPost, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const CLASS = '4 Hazel';
const standing = (photo: PlacedPhoto) => {
  const { people, faces, ...rest } = accountingOf(photo);
  const answers = faces.map((face) => JSON.stringify(face)).sort();
  return { ...rest, answers, people: people.map((person) => JSON.stringify(person)).sort() };
};

async function refusal(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    return `${(error as AppError).code}: ${(error as AppError).reason}`;
  }
  return 'done';
}

const logOf = async (postId: string): Promise<string[]> =>
  (
    await world.db.select().from(auditEvents).where(eq(auditEvents.postId, postId)).orderBy(auditEvents.seq)
  ).map(({ text }) => text);

describe('a step', () => {
  it('is kept with who took it, as a new version that the author cannot miss', async () => {
    const post = await facePost(world, 2);
    const before = (await post.facts()).post.version;
    await post.answer(pupilOn(world.pupil(0)), BLUR);
    const facts = await post.facts();
    expect(facts.post.version).toBe(before + 1);
    expect(facts.photos[0]).toMatchObject({
      faces: [{ setAside: null }, { setAside: 'blur' }],
      people: [{ id: world.pupil(0), placed: 'face', faceOn: 'no' }],
    });
  });

  it('that changes nothing makes no version', async () => {
    const post = await facePost(world, 1);
    await post.answer(NOT_A_FACE);
    const { version } = (await post.facts()).post;
    await post.answer(NOT_A_FACE);
    expect((await post.facts()).post.version).toBe(version);
  });

  it('from a page that has grown old is refused, and nothing of it remains', async () => {
    const post = await facePost(world, 1);
    const { post: record, photos: placed } = await post.facts();
    await post.answer(BLUR);
    const old = { version: record.version, postPhotoId: placed[0]?.postPhotoId ?? '' };
    const step: SettleStep = { step: 'blur_the_rest' };
    const teacher = await world.staff('teacher');
    expect(await refusal(() => settlePhoto(world.web, teacher, post.ref, { ...old, step }))).toBe(
      'stale_revision: stale_page',
    );
  });

  it('of any kind is taken back exactly, the last one first', async () => {
    const post = await facePost(world, 3);
    const [first = '', second = '', third = ''] = await post.faceIds();
    const drawn = randomUUID();
    const pupil = (index: number) => ({ kind: 'pupil' as const, id: world.pupil(index) });
    const steps: SettleStep[] = [
      { step: 'answer', faceId: first, answer: pupilOn(world.pupil(0)) },
      { step: 'answer', faceId: second, answer: pupilOn(world.pupil(0)) },
      { step: 'add_person', person: { kind: 'adult', id: world.adult('guide') }, placed: 'behind' },
      { step: 'draw_face', faceId: drawn, box: boxOf(12), answer: BLUR },
      {
        step: 'set_group',
        group: { name: CLASS, absent: [world.pupil(3)], hidden: [world.pupil(1)], outsidersNone: true },
      },
      { step: 'answer', faceId: third, answer: pupilOn(world.pupil(3)) },
      { step: 'describe_person', person: { ...pupil(3), faceOn: 'yes', uniform: 'no' } },
      { step: 'hide', blurId: randomUUID(), what: 'badge', box: boxOf(14) },
      { step: 'crop', box: { x: 10, y: 10, width: 300, height: 200 } },
      counted(5),
      { step: 'about', answers: { activity: 'sport' } },
      { step: 'remove_face', faceId: drawn },
      { step: 'blur_the_rest' },
      { step: 'set_group', group: null },
    ];
    const before = [standing(await post.photo())];
    const undone: SettleStep[][] = [];
    for (const step of steps) {
      undone.push(...(await post.take(step)));
      before.push(standing(await post.photo()));
    }
    for (const steps of undone.reverse()) {
      expect(standing(await post.photo())).toEqual(before.pop());
      await post.take(...steps);
    }
    expect(standing(await post.photo())).toEqual(before.pop());
  });

  it('of a colleague bars them from ever approving the post (R-74)', async () => {
    const post = await facePost(world, 1);
    const head = await world.staff('head');
    const { post: record, photos: placed } = await post.facts();
    await settlePhoto(world.web, head, post.ref, {
      version: record.version,
      postPhotoId: placed[0]?.postPhotoId ?? '',
      step: { step: 'blur_the_rest' },
    });
    const { editors } = await post.facts();
    const own = { authorId: record.authorId, submittedBy: null, onlyApprover: null };
    const parties = { schoolId: world.schoolId, ...own, editors };
    expect(approvalBar(head, parties, world.clock.now())).toBe('has_edited');
  });

  it('is recorded as which part of the post it changed, never about whom', async () => {
    const post = await facePost(world, 1);
    await post.answer(pupilOn(world.pupil(0)));
    await post.take({ step: 'crop', box: { x: 0, y: 0, width: 100, height: 100 } });
    const edits = (await logOf(post.ref.postId)).filter((text) => text.includes('post.edited'));
    expect(edits.at(-2)).toContain('"fields":["people"]');
    expect(edits.at(-1)).toContain('"fields":["photo_edits"]');
    expect(edits.join()).not.toContain(world.pupil(0));
  });
});

describe('what is hidden', () => {
  it('is asked of the worker; until it is made, there is nothing to send', async () => {
    const post = await facePost(world, 2);
    const plain = (await post.photo()).version?.id;
    await post.answer(pupilOn(world.pupil(0)), BLUR);
    const wanted = await post.photo();
    expect(wanted.edits?.blurs).toEqual([boxOf(1)]);
    expect(wanted.version).toBeNull();
    const asked = world.jobs.filter(({ payload }) => payload['postPhotoId'] === wanted.postPhotoId);
    expect(asked.map(({ name }) => name)).toEqual(['render-photo']);
    expect(await post.render()).toBe('rendered');
    expect((await post.photo()).version?.id).not.toBe(plain);
    expect((await post.photo()).version).not.toBeNull();
  });

  it('and shown again, is the unedited photo again', async () => {
    const post = await facePost(world, 1);
    const plain = (await post.photo()).version?.id;
    const [undo = []] = await post.take({ step: 'blur_the_rest' });
    await post.render();
    await post.take(...undo);
    expect((await post.photo()).edits).toBeNull();
    expect((await post.photo()).version?.id).toBe(plain);
  });
});

describe('a photo', () => {
  it('not yet looked at waits for the worker', async () => {
    const post = await facePost(world, 1);
    const { photoId } = await post.photo();
    await world.db.update(photos).set({ facesOutcome: null }).where(eq(photos.id, photoId));
    expect(await refusal(() => post.take({ step: 'blur_the_rest' }))).toBe('illegal_move: photo_not_ready');
    await world.db.update(photos).set({ facesOutcome: 'looked' }).where(eq(photos.id, photoId));
    expect(await refusal(() => post.take({ step: 'blur_the_rest' }))).toBe('done');
  });

  it('whose original is destroyed can be settled no more', async () => {
    const own = await openWorld();
    const post = await facePost(own, 1);
    own.clock.advance(2 * 86_400_000);
    await destroyOriginals(own.worker);
    expect(await refusal(() => post.take({ step: 'blur_the_rest' }))).toBe('illegal_move: original_gone');
    expect((await post.photo()).faces).toEqual([]);
    await own.close();
  });

  it('of another post is not there', async () => {
    const [post, other] = [await facePost(world, 1), await facePost(world, 1)];
    const { postPhotoId } = await other.photo();
    const { version } = (await post.facts()).post;
    const teacher = await world.staff('teacher');
    const step: SettleStep = { step: 'blur_the_rest' };
    expect(
      await refusal(() => settlePhoto(world.web, teacher, post.ref, { version, postPhotoId, step })),
    ).toBe('not_found: photo');
  });

  it('sent for approval is settled no more', async () => {
    const ref = await submittedPost(world);
    const { post, photos: placed } = await readPostFacts(world.db, ref, world.clock.now());
    const teacher = await world.staff('teacher');
    const settle = { version: post.version, postPhotoId: placed[0]?.postPhotoId ?? '' };
    const step: SettleStep = { step: 'count', headCount: 2 };
    expect(await refusal(() => settlePhoto(world.web, teacher, ref, { ...settle, step }))).toBe(
      'illegal_move: not_in_this_state',
    );
  });
});

describe('people of another school are nobody here (R-06)', () => {
  it.each(['pupil', 'adult', 'guest'] as const)('a %s', async (kind) => {
    const post = await facePost(world, 1);
    const id = await strangers[kind]();
    const person = { kind, id };
    const [faceId = ''] = await post.faceIds();
    expect(await refusal(() => post.take({ step: 'add_person', person, placed: 'behind' }))).toBe(
      `not_found: ${kind}`,
    );
    const answer = { is: 'person' as const, person };
    expect(await refusal(() => post.take({ step: 'answer', faceId, answer }))).toBe(`not_found: ${kind}`);
    expect((await post.photo()).people).toEqual([]);
  });

  it('a class', async () => {
    const post = await facePost(world, 1);
    const group = { name: '9K', absent: [], outsidersNone: true };
    expect(await refusal(() => post.take({ step: 'set_group', group }))).toBe('not_found: group');
  });

  const strangers = {
    pupil: async () => practiceId('pupil/harrowdean/0'),
    adult: async () => practiceId('adult/harrowdean/guide'),
    guest: async () => {
      const there = await openHarrowdean();
      const id = randomUUID();
      await world.db.insert(guestPermissions).values({
        ...there,
        id,
        about: 'Elm Park Primary',
        children: 3,
        evidence: 'Letter',
        startsAt: world.clock.now(),
      });
      return id;
    },
  };
});

async function openHarrowdean() {
  const schoolId = PRACTICE_SCHOOLS.harrowdean.id;
  const [account] = await accountsOfSchool(world.db, { schoolId });
  return { schoolId, accountId: account?.id ?? '', recordedBy: userId('harrowdean/office') };
}

describe('what leaves the working copy', () => {
  it('holds no box, and nobody’s place on a face (F-30)', async () => {
    const post = await facePost(world, 3, { words: 'A plain day' });
    await post.answer(pupilOn(world.pupil(0)), pupilOn(world.pupil(2)), BLUR);
    await post.take(counted(2));
    await post.render();
    expect(await post.submit()).toEqual([]);
    const { revision, photos: placed } = await post.facts();
    const [photo] = placed;
    const cut = JSON.stringify(revision?.content);
    for (const { id } of photo?.faces ?? []) expect(cut).not.toContain(id);
    expect(cut).not.toMatch(/"(x|y|width|height|faceId)":/);
    expect(revision?.content.photos[0]).toMatchObject({
      faces: { outcome: 'looked', boxes: 3, open: 0, people: 2, blurred: 1, notFaces: 0 },
      accounting: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const outside = JSON.stringify([world.jobs, world.lines, await logOf(post.ref.postId)]);
    for (const { id } of photo?.faces ?? []) expect(outside).not.toContain(id);
    expect(outside).not.toContain(world.pupil(0));
  });

  it('tells two accountings apart that list the same people', async () => {
    const post = await facePost(world, 2);
    await post.answer(pupilOn(world.pupil(0)), pupilOn(world.pupil(2)));
    const before = (await post.facts()).working.photos[0];
    await post.answer(pupilOn(world.pupil(2)), pupilOn(world.pupil(0)));
    const after = (await post.facts()).working.photos[0];
    expect(after?.people).toEqual(before?.people);
    expect(after?.faces).toEqual(before?.faces);
    expect(after?.accounting).not.toBe(before?.accounting);
  });

  it('tells two photos apart that were settled alike', async () => {
    const [one, two] = [await facePost(world, 1), await facePost(world, 1)];
    await one.answer(NOT_A_FACE);
    await two.answer(NOT_A_FACE);
    const hash = async (post: typeof one) => (await post.facts()).working.photos[0]?.accounting;
    expect(await hash(one)).not.toBe(await hash(two));
  });
});

describe('a post without photos', () => {
  it('is the same value as before faces were looked for', async () => {
    const ref = await draftPost(world, { photos: [] });
    expect((await readPostFacts(world.db, ref, world.clock.now())).working.schema).toBe(1);
    expect((await (await facePost(world, 0)).facts()).working.schema).toBe(2);
  });
});
