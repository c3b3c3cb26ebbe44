// A class photo without thirty names: everybody of the class is in it but the absent, whoever may not be shown is answered for, and
// unnamed faces stand only for those who may be shown as they are (I-04, I-06, I-09, R-62).
import { randomUUID } from 'node:crypto';
import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { runChecks } from '#app/domain/checks/index.ts';
import type { SettleStep } from '#app/domain/photos/settle-steps.ts';
import type { PhotoAccounting } from '#app/domain/posts/photo-accounting.ts';
import { pupils as pupilRows } from '#db/schema/pupils.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { BLUR, counted, type FacePost, facePost, pupilOn } from '#tests/support/face-posts.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const CLASS = '2 Willow';
/** The class: pupils 42 to 59 of the practice school. */
const SIZE = 18;

const willow = (absent: string[], hidden: string[] = [], outsidersNone = true): SettleStep => ({
  step: 'set_group',
  group: { name: CLASS, absent, hidden, outsidersNone },
});

/** The class chosen, with nobody absent yet. */
async function classPost(faces: number): Promise<{ post: FacePost; stopped: string[] }> {
  const post = await facePost(world, faces);
  await post.take(willow([]));
  return { post, stopped: (await post.account()).group?.mustAnswer ?? [] };
}

/** Codes of what stops the post because of its people, each once. */
async function stops(post: FacePost): Promise<string[]> {
  const issues = runChecks(await post.facts(), 'submit').filter(({ level }) => level === 'block');
  return [...new Set(issues.map(({ code }) => code))];
}

describe('a class photo', () => {
  it('asks by name about everyone who may not be shown, and stands still until each is answered', async () => {
    const { post, stopped } = await classPost(SIZE);
    const { group } = await post.account();
    expect(group?.members).toHaveLength(SIZE);
    expect(stopped.length).toBeGreaterThan(0);
    expect(group?.members.filter(({ word }) => word === 'not in photos').map(({ id }) => id)).toEqual(
      stopped,
    );
    await post.take(counted(SIZE));
    expect(await stops(post)).toContain('pupil_may_not_be_shown');
  });

  it('with as many faces as members present needs no names', async () => {
    const probe = await classPost(SIZE);
    const present = SIZE - probe.stopped.length;
    const { post, stopped } = await classPost(present);
    await post.take(willow(stopped), counted(present));
    expect(await post.account()).toMatchObject({ open: 0, done: true, mismatch: null });
    expect((await post.account()).group).toMatchObject({ mustAnswer: [], needsNames: false });
    expect(await post.submit()).toEqual([]);
    const { revision } = await post.facts();
    expect(revision?.content.photos[0]).toMatchObject({
      faces: { boxes: present, open: 0, people: 0 },
      group: { name: CLASS, absent: [...stopped].sort(), hidden: 0, outsidersNone: true },
    });
  });

  it('waits for the word that nobody from outside is in it', async () => {
    const { post, stopped } = await classPost(SIZE);
    const present = SIZE - stopped.length;
    await post.take(willow(stopped, [], false), counted(present));
    expect(await stops(post)).toContain('outsiders_not_answered');
    expect((await post.account()).open).toBe(SIZE);
  });

  it('with one face too many keeps every face open', async () => {
    const probe = await classPost(SIZE);
    const present = SIZE - probe.stopped.length;
    const { post, stopped } = await classPost(present + 1);
    await post.take(willow(stopped), counted(present));
    expect(await stops(post)).toEqual(['faces_open', 'more_faces_than_people']);
    const ids = await post.faceIds();
    await post.take({ step: 'answer', faceId: ids.at(-1) ?? '', answer: { is: 'not_a_face' } });
    expect(await stops(post)).toEqual([]);
  });

  it('with somebody in it from behind has one face less', async () => {
    const probe = await classPost(SIZE);
    const present = SIZE - probe.stopped.length;
    const { post, stopped } = await classPost(present - 1);
    await post.take(willow(stopped), counted(present));
    expect(await stops(post)).toContain('faces_open');
    const person = { kind: 'pupil' as const, id: world.pupil(42) };
    await post.take({ step: 'add_person', person, placed: 'behind' });
    expect(await stops(post)).toEqual([]);
  });

  it('with somebody in it and hidden needs a face that is blurred', async () => {
    const probe = await classPost(SIZE);
    const [inIt = '', ...away] = probe.stopped;
    const present = SIZE - probe.stopped.length;
    const post = (await classPost(present + 1)).post;
    await post.take(willow(away, [inIt]), counted(present));
    expect(await stops(post)).toContain('hidden_without_blur');
    await post.answer(BLUR);
    await post.render();
    expect((await post.account()).group?.members.find(({ id }) => id === inIt)?.state).toBe('hidden');
    expect(await stops(post)).toEqual([]);
    expect(await post.submit()).toEqual([]);
    const cut = JSON.stringify((await post.facts()).revision?.content);
    expect(cut).not.toContain(inIt);
  });
});

describe('a class that is none any more', () => {
  it('is let go of, and its pupils are listed by name', async () => {
    const members = [42, 43].map((index) => world.pupil(index));
    const inClass = (registrationGroup: string) =>
      world.db.update(pupilRows).set({ registrationGroup }).where(inArray(pupilRows.id, members));
    const post = await facePost(world, 2);
    await inClass('2 Aspen');
    const [absent = ''] = members;
    await post.take({
      step: 'set_group',
      group: { name: '2 Aspen', absent: [absent], hidden: [], outsidersNone: true },
    });
    await inClass(CLASS);
    await post.take({ step: 'set_group', group: null });
    expect((await post.photo()).group).toBeNull();
    expect((await post.photo()).people.map(({ id }) => id)).toEqual([members[1]]);
  });
});

describe('a member who may be shown only in a certain way', () => {
  it('has to be found on a face', async () => {
    const own = await openWorld();
    const [index, pupilId] = [44, own.pupil(44)];
    await notFaceOn(own, index);
    const post = await facePost(own, SIZE);
    await post.take(willow([]));
    const { group } = await post.account();
    const stopped = (group?.mustAnswer ?? []).filter((id) => id !== pupilId);
    expect(group?.mustAnswer).toContain(pupilId);
    const ids = await post.faceIds();
    const present = SIZE - stopped.length;
    await post.take(
      willow(stopped),
      {
        step: 'answer_many',
        answers: ids.slice(present).map((faceId) => ({ faceId, answer: { is: 'not_a_face' as const } })),
      },
      { step: 'describe_person', person: { kind: 'pupil', id: pupilId, faceOn: 'no' } },
      counted(present),
    );
    expect(await stops(post)).toEqual(['faces_need_names']);
    expect((await post.account()).group?.needsNames).toBe(true);
    await post.take({
      step: 'answer',
      faceId: ids[0] ?? '',
      answer: { is: 'person', person: { kind: 'pupil', id: pupilId } },
    });
    expect(await stops(post)).toEqual([]);
    await own.close();
  });

  async function notFaceOn(own: World, index: number): Promise<void> {
    own.clock.advance(60_000);
    const recorded = await recordConsent(own.web, await own.staff('office'), {
      schoolId: own.schoolId,
      pupilId: own.pupil(index),
      holderId: practiceId(`holder/ashwick/${index}/0`),
      answer: 'granted',
      subjects: ['image', 'first_name', 'work'],
      channels: ['x'],
      purposes: ['celebration', 'trip'],
      accountScope: 'own_school',
      eventId: null,
      conditions: { groupOnly: false, notFaceOn: true, noUniform: false },
      answeredOn: '2026-11-18',
      lastDay: null,
      method: 'phone',
      evidence: '',
      formVersionId: null,
      requestKey: randomUUID(),
    });
    expect(recorded).toMatchObject({ ok: true });
  }
});

describe('what the screen is told', () => {
  const common = (own: World) => ({
    schoolId: own.schoolId,
    pupilId: own.pupil(44),
    requestKey: randomUUID(),
  });

  /** The whole answer of the reader, but for ids made at random. */
  async function toldAfter(way: (own: World) => Promise<unknown>): Promise<PhotoAccounting> {
    const own = await openWorld();
    await way(own);
    const post = await facePost(own, 3);
    await post.take(willow([]));
    await post.answer(pupilOn(own.pupil(44)), pupilOn(own.pupil(45)));
    const told = await post.account();
    await own.close();
    return { ...told, faces: told.faces.map((face) => ({ ...face, id: '' })) };
  }

  it('of a restriction is, whole, what it is told of a refusal and of a withdrawal', async () => {
    const restricted = await toldAfter(async (own) =>
      setRestriction(own.web, await own.staff('dsl'), {
        ...common(own),
        type: 'do_not_publish',
        reason: 'Sealed',
        reviewOn: null,
      }),
    );
    const withdrawn = await toldAfter(async (own) =>
      withdrawConsent(own.web, await own.staff('office'), {
        ...common(own),
        holderId: practiceId('holder/ashwick/44/0'),
        method: 'phone',
        evidence: '',
      }),
    );
    expect(restricted.faces[0]?.answer).toMatchObject({ is: 'person', word: 'not in photos' });
    expect(restricted.faces[1]?.answer).toMatchObject({ is: 'person', word: 'can be shown' });
    expect(JSON.stringify(restricted)).toBe(JSON.stringify(withdrawn));
  });
});
