// Nobody unlisted slips through: what stops a post because of its faces, from the draft to the moment of sending (I-06, R-62, R-73).
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RULES_VERSION, runChecks } from '#app/domain/checks/index.ts';
import { keepAccountedPlaces } from '#app/domain/posts/keep-accounted.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import { approvePost } from '#app/domain/posts/review-post.ts';
import { schedulePost } from '#app/domain/posts/schedule-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { endBoxes } from '#db/queries/photo-endings.server.ts';
import { placesOfPhoto } from '#db/queries/photo-renders.server.ts';
import { holds } from '#db/schema/holds.ts';
import { photoFaces, photos as photoTable } from '#db/schema/photos.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import { revisions } from '#db/schema/revisions.ts';
import {
  BLUR,
  boxOf,
  counted,
  type FacePost,
  facePost,
  NOT_A_FACE,
  pupilOn,
} from '#tests/support/face-posts.ts';
import { publishNow, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const draw = (nth: number) => ({
  step: 'draw_face' as const,
  faceId: randomUUID(),
  box: boxOf(nth),
});

/** Two faces with a name each, one hidden: nothing is open. */
async function settledPost(): Promise<FacePost> {
  const post = await facePost(world, 3);
  await post.answer(pupilOn(world.pupil(0)), pupilOn(world.pupil(2)), BLUR);
  await post.take(counted(2));
  await post.render();
  return post;
}

async function scheduled(): Promise<FacePost> {
  const post = await settledPost();
  expect(await post.submit()).toEqual([]);
  const { ref } = post;
  await approvePost(world.web, await world.staff('head'), ref, await shownOn(world, ref));
  const due = new Date(world.clock.now().getTime() + 60 * 60_000);
  await schedulePost(world.web, await world.staff('comms'), ref, { wall: wallTimeOf(due, 'Europe/London') });
  world.clock.advance(60 * 60_000);
  return post;
}

const warnings = async (post: FacePost) =>
  runChecks(await post.facts(), 'submit')
    .filter(({ level }) => level === 'warn')
    .map(({ code }) => code);

describe('a draft cannot be sent', () => {
  it('while one face has no answer', async () => {
    const post = await facePost(world, 2);
    await post.answer(pupilOn(world.pupil(0)));
    await post.take(counted(1));
    expect(await post.submit()).toEqual(['faces_open', 'more_faces_than_people']);
    await post.answer(pupilOn(world.pupil(0)), NOT_A_FACE);
    expect(await post.submit()).toEqual([]);
  });

  it('while a face that was drawn after the rest were blurred has no answer', async () => {
    const post = await facePost(world, 2);
    await post.take({ step: 'blur_the_rest' }, draw(5), counted(0));
    await post.render();
    expect(await post.submit()).toEqual(['faces_open']);
    await post.take({ step: 'blur_the_rest' });
    await post.render();
    expect(await post.submit()).toEqual([]);
  });

  it('while the list of people stands beside faces that nobody gave them', async () => {
    const post = await facePost(world, 3);
    const people = [0, 2, 4].map((index) => world.pupil(index));
    for (const id of people)
      await post.take({ step: 'add_person', person: { kind: 'pupil', id }, placed: 'together' });
    await post.take(counted(3));
    expect(await post.submit()).toEqual(['faces_open']);
  });

  it('while the people who can be recognised are not those listed; hidden ones do not count', async () => {
    const post = await settledPost();
    await post.take(counted(3));
    expect(await post.submit()).toEqual(['count_differs_from_list']);
    await post.take(counted(2));
    expect(await post.submit()).toEqual([]);
  });

  it('while what was hidden is still being made', async () => {
    const post = await facePost(world, 1);
    await post.take({ step: 'blur_the_rest' }, counted(0));
    expect(await post.submit()).toEqual(['photo_being_changed']);
    await post.render();
    expect(await post.submit()).toEqual([]);
  });
});

describe('faces and people that do not fit explain themselves', () => {
  it('somebody from behind needs no face', async () => {
    const post = await facePost(world, 0);
    const person = { kind: 'pupil' as const, id: world.pupil(0) };
    await post.take({ step: 'add_person', person, placed: 'behind' }, counted(1));
    expect(await warnings(post)).toEqual([]);
    expect(await post.submit()).toEqual([]);
  });

  it('people without a face are asked about once more', async () => {
    const post = await facePost(world, 0);
    const person = { kind: 'pupil' as const, id: world.pupil(0) };
    await post.take({ step: 'add_person', person, placed: 'together' }, counted(1));
    expect(await warnings(post)).toEqual(['people_but_no_faces']);
    expect((await post.account()).mismatch).toBe('people_but_no_faces');
  });

  it('what a crop cut away needs no answer, and what it left does', async () => {
    const post = await facePost(world, 12);
    const first = { x: 0, y: 0, width: 55, height: 55 };
    await post.take({ step: 'crop', box: first });
    await post.answer(pupilOn(world.pupil(0)));
    await post.take(counted(1));
    await post.render();
    expect(await post.account()).toMatchObject({ open: 0, settled: 1, total: 1, done: true });
    await post.take({ step: 'crop', box: { ...first, width: 100 } });
    expect(await post.account()).toMatchObject({ open: 1, total: 2, done: false });
  });
});

describe('where nobody could look for faces', () => {
  it('people count instead, and are told so', async () => {
    world.faces.isUnavailable('failed');
    const post = await facePostUnseen();
    expect(await post.submit()).toEqual(['people_not_counted']);
    const person = { kind: 'pupil' as const, id: world.pupil(0) };
    await post.take({ step: 'add_person', person, placed: 'together' }, counted(1));
    expect(await warnings(post)).toEqual(['faces_counted_by_people']);
    expect(await post.submit()).toEqual([]);
    const head = await world.staff('head');
    const shown = await shownOn(world, post.ref);
    await expect(approvePost(world.web, head, post.ref, { ...shown, headCounts: [2] })).rejects.toMatchObject(
      { reason: 'count_differs' },
    );
    await approvePost(world.web, head, post.ref, shown);
    expect(await statusOf(world, post.ref)).toBe('approved');
  });

  it('a face drawn by hand has to be answered all the same', async () => {
    const post = await facePostUnseen();
    await post.take(draw(0), counted(0));
    expect(await post.submit()).toEqual(['faces_open']);
  });

  /** A draft whose photo nobody could look at. */
  async function facePostUnseen(): Promise<FacePost> {
    const post = await facePost(world, 0);
    await setOutcome((await post.photo()).photoId, 'unavailable');
    return post;
  }
});

async function setOutcome(photoId: string, facesOutcome: 'unavailable' | null): Promise<void> {
  await world.db.update(photoTable).set({ facesOutcome, faceModel: null }).where(eq(photoTable.id, photoId));
}

describe('a photo that nobody has looked at yet', () => {
  it('keeps its post back', async () => {
    const post = await settledPost();
    await setOutcome((await post.photo()).photoId, null);
    expect(await post.submit()).toEqual(['faces_not_looked_for_yet']);
  });
});

describe('an approved post goes out as it was accounted for', () => {
  it('and no other way', async () => {
    const post = await scheduled();
    expect(await publishNow(world, post.ref)).toBe('published');
  });

  const tampering: Record<string, (post: FacePost) => Promise<unknown>> = {
    'two people change faces': async (post) => {
      const [one, two] = (await post.photo()).people;
      const rows = [one, two].map((person) => person?.rowId ?? '');
      const faces = [one, two].map((person) => person?.faceId ?? '');
      const off = { placed: 'together' as const, faceId: null };
      const on = (faceId = '') => ({ placed: 'face' as const, faceId });
      await world.db
        .update(photoPeople)
        .set(off)
        .where(eq(photoPeople.id, rows[0] ?? ''));
      await world.db
        .update(photoPeople)
        .set(on(faces[0]))
        .where(eq(photoPeople.id, rows[1] ?? ''));
      await world.db
        .update(photoPeople)
        .set(on(faces[1]))
        .where(eq(photoPeople.id, rows[0] ?? ''));
    },
    'a face is moved': async (post) => {
      const [id = ''] = await post.faceIds();
      await world.db
        .update(photoFaces)
        .set({ box: boxOf(7) })
        .where(eq(photoFaces.id, id));
    },
    'a hidden face is said to be none': async (post) => {
      const id = (await post.faceIds())[2] ?? '';
      await world.db.update(photoFaces).set({ setAside: 'not_a_face' }).where(eq(photoFaces.id, id));
    },
    'a face is added': async (post) => {
      const { photoId } = await post.photo();
      const face = { number: 9, box: boxOf(9), certainty: 'possible' as const, score: 0.4 };
      await world.db
        .insert(photoFaces)
        .values({ ...face, schoolId: world.schoolId, photoId, addedAt: world.clock.now() });
    },
    'the blur is taken off': async (post) => {
      const { postPhotoId } = await post.photo();
      await world.db.update(postPhotos).set({ edits: null }).where(eq(postPhotos.id, postPhotoId));
    },
    'somebody is counted more': async (post) => {
      const { postPhotoId } = await post.photo();
      await world.db.update(postPhotos).set({ headCount: 3 }).where(eq(postPhotos.id, postPhotoId));
    },
  };

  it.each(Object.keys(tampering))('when behind its back %s, it is held and nothing is sent', async (name) => {
    const post = await scheduled();
    await tampering[name]?.(post);
    const sent = world.publisher.calls.length;
    await publishNow(world, post.ref);
    expect(await statusOf(world, post.ref)).toBe('held');
    expect(world.publisher.calls).toHaveLength(sent);
    const [hold] = await world.db.select().from(holds).where(eq(holds.postId, post.ref.postId));
    expect(['approval_not_valid', 'not_accounted_for', 'photo_not_clean']).toContain(hold?.cause);
  });

  it('when the boxes go with the original before its time has come', async () => {
    const post = await scheduled();
    const before = digestOf((await post.facts()).working);
    const { photoId } = await post.photo();
    const system = { kind: 'system', name: 'system:destroy-originals' } as const;
    await inOneTransaction(world.worker, system, async (work) => {
      await keepAccountedPlaces(work, await placesOfPhoto(work.db, world, photoId));
      await endBoxes(work.db, { schoolId: world.schoolId, id: photoId });
    });
    const { photos, working } = await post.facts();
    expect(photos[0]?.faces).toEqual([]);
    expect(photos[0]?.people.every(({ faceId }) => faceId === null)).toBe(true);
    expect(digestOf(working)).toBe(before);
    expect(await publishNow(world, post.ref)).toBe('published');
  });
});

describe('what was sent for approval before faces were looked for', () => {
  it('can still be read, is held, and has to be sent again', async () => {
    const post = await scheduled();
    await asItWasBefore(post.ref);
    const facts = await post.facts();
    expect(facts.revision?.content.photos[0]?.faces).toBeUndefined();
    expect(runChecks(facts, 'gate').map(({ code }) => code)).toContain('faces_never_looked_for');
    await publishNow(world, post.ref);
    expect(await statusOf(world, post.ref)).toBe('held');
  });

  it('was approved under other rules', () => {
    expect(RULES_VERSION).toBeGreaterThanOrEqual(2);
  });

  /** What stands is a revision as an earlier release would have cut it. */
  async function asItWasBefore(ref: PostRef): Promise<void> {
    const { revision } = await readPostFacts(world.db, ref, world.clock.now());
    if (!revision) throw new Error('no revision');
    const photos = revision.content.photos.map(({ sha256, versionId, altText, people, headCount }) => ({
      sha256,
      versionId,
      altText,
      crop: null,
      people: people.map(({ kind, id, faceOn, uniform, box }) => ({ kind, id, faceOn, uniform, box })),
      headCount,
    }));
    const content = { ...revision.content, schema: 1 as const, photos };
    const id = randomUUID();
    const { number, cutAt, submittedBy } = revision;
    const earlier = { id, number: number + 1, content, digest: digestOf(content), submittedBy, cutAt };
    await world.db.insert(revisions).values({ ...ref, ...earlier });
    await world.db.update(posts).set({ revisionId: id }).where(eq(posts.id, ref.postId));
  }
});
