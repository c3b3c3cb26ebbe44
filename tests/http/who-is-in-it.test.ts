// Accounting for a photo over HTTP, with and without scripts: the same word as the checks give, never why, nothing of another
// school, and no step on a page that is out of date.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REASON_CODES } from '#app/domain/consent/consent-vocabulary.ts';
import { PUBLIC_WORDS } from '#app/domain/consent/consent-words.ts';
import type { PersonToPlace, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { stepBody } from '#app/http/settle-form.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';
import { action, loader } from '#app/routes/s.$school.posts.$postId.photos.$postPhotoId.tsx';
import {
  action as settle,
  loader as settled,
} from '#app/routes/s.$school.posts.$postId.settle.$postPhotoId.ts';
import { consentDecisions, restrictions } from '#db/schema/consent.ts';
import { schools } from '#db/schema/school.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { found } from '#tests/support/face-finder.ts';
import { listPeople } from '#tests/support/settling.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { draftPost, pupils } from '#tests/support/world.ts';

let web: Web;
beforeAll(async () => void (web = await openWeb()));
afterAll(() => web.close());

const SCHOOL = 'ashwick-lane-primary-school';
const TEACHER = 'ashwick/teacher';
/** Places for three faces in the small photos that tests are made of. */
const BOXES = [2, 24, 46].map((x) => ({ x, y: 10, width: 12, height: 12 }));
type Any = never;

const factsOf = (ref: PostRef, from = web) => readPostFacts(from.world.db, ref, from.world.clock.now());

async function at(ref: PostRef, from = web) {
  const facts = await factsOf(ref, from);
  const photo = facts.photos[0];
  if (!photo) throw new Error('no photo');
  const { postPhotoId } = photo;
  const path = `/s/${SCHOOL}/posts/${ref.postId}/photos/${postPhotoId}`;
  return { facts, photo, postPhotoId, path, params: { school: SCHOOL, postId: ref.postId, postPhotoId } };
}

async function pageOf(ref: PostRef, query = '', from = web): Promise<AccountPage> {
  const { path, params } = await at(ref, from);
  return (await loader(from.args(path + query, { as: TEACHER, params }) as Any)) as AccountPage;
}

/** A draft with one photo in which so many faces were found. */
async function draftWithFaces(count: number, certainty: 'sure' | 'possible' = 'sure'): Promise<PostRef> {
  web.world.faces.finds(BOXES.slice(0, count).map((box) => found(box, certainty)));
  const ref = await draftPost(web.world, { photos: [[]] });
  web.world.faces.finds([]);
  return ref;
}

/** A step as the page's script sends it. */
async function send(ref: PostRef, step: SettleStep | string, { as = TEACHER, version = -1 } = {}) {
  const { facts, path, params } = await at(ref);
  const body = stepBody(version < 0 ? facts.post.version : version, step as SettleStep);
  if (typeof step === 'string') body.set('step', step);
  return responseOf(() => settle(web.args(path, { as, params, form: Object.fromEntries(body) }) as Any));
}

/** A press where no scripts run. */
async function press(ref: PostRef, form: Record<string, string | string[]>, as = TEACHER) {
  const { facts, path, params } = await at(ref);
  const whole = { version: String(facts.post.version), ...form };
  return responseOf(() => action(web.args(path, { as, params, form: whole }) as Any));
}

const onTrip = () => Array.from({ length: 24 }, (_, index) => web.world.pupil(index));
const rowOf = (page: AccountPage, value: string) => page.rows.find((row) => row.value === value);

describe('the list to choose from', () => {
  test('has the trip’s pupils by name and class with one word each, and adults who may be shown', async () => {
    const page = await pageOf(await draftPost(web.world, { photos: [[]] }));
    const offered = page.rows.filter(({ kind }) => kind === 'pupil');
    expect(offered).toHaveLength(24);
    expect(offered.every((row) => row.group === '4 Hazel' && PUBLIC_WORDS.includes(row.word))).toBe(true);
    expect(new Set(offered.map((row) => row.word)).size).toBeGreaterThan(1);
    const adults = page.rows.filter(({ kind }) => kind === 'adult').map((row) => row.name);
    expect(adults).toContain('Meera Desai');
    expect(adults).not.toContain('Lena Brandt');
    expect([page.classes, page.groups]).toEqual([[], ['4 Hazel']]);
  });

  test('agrees with the checks about every single pupil, alone and in a group', async () => {
    const teacher = await web.world.staff('teacher');
    const ref = await draftPost(web.world, { photos: [[]] });
    const { postPhotoId } = await at(ref);
    for (const headCount of [1, 5])
      for (const id of onTrip()) {
        await listPeople(web.world.web, teacher, ref, postPhotoId, [{ kind: 'pupil', id }], { headCount });
        const verdict = (await factsOf(ref)).verdicts.find((each) => each.id === id)?.verdict;
        const row = rowOf(await pageOf(ref), `pupil:${id}`);
        expect(row?.tone === 'goes-on', `${row?.name} ${row?.word}`).toBe(verdict !== 'block');
      }
  });

  test('carries no reason, no date and no decision, and says the same of a restriction as of a refusal', async () => {
    const page = await pageOf(await draftPost(web.world, { photos: [[]] }));
    const text = JSON.stringify(page);
    for (const code of REASON_CODES) expect(text).not.toContain(`"${code}"`);
    expect(text).not.toMatch(/restrict|refus|withdr|decision|holder|expire/i);
    const ids = onTrip();
    const limited = (await web.world.db.select().from(restrictions)).map((row) => row.pupilId);
    const refused = (
      await web.world.db.select().from(consentDecisions).where(eq(consentDecisions.decision, 'refused'))
    ).map((row) => row.pupilId);
    const row = (id: string | undefined) => rowOf(page, `pupil:${id}`);
    const one = row(ids.find((id) => limited.includes(id) && row(id)?.tone === 'stopped'));
    const other = row(
      ids.find((id) => refused.includes(id) && !limited.includes(id) && row(id)?.tone === 'stopped'),
    );
    expect(one).toBeDefined();
    expect({ ...one, value: '', id: '', name: '' }).toEqual({ ...other, value: '', id: '', name: '' });
  });

  test('says once for the school when its list is out of date, and not beside each pupil', async () => {
    const fresh = await openWeb();
    const ref = await draftPost(fresh.world, { photos: [[]] });
    const old = new Date(fresh.world.clock.now().getTime() - 40 * 86_400_000);
    const mine = eq(schools.id, fresh.world.schoolId);
    await fresh.world.db.update(schools).set({ consentExportedAt: old }).where(mine);
    const page = await pageOf(ref, '', fresh);
    expect(page.notes.map(({ title }) => title).join()).toContain('out of date');
    const words = page.rows.filter(({ kind }) => kind === 'pupil').map(({ word }) => word);
    expect(new Set(words)).toEqual(new Set(['not in photos']));
    await fresh.close();
  });

  test('asks about the face only where the answer decides, and then the answer does', async () => {
    const fresh = await openWeb();
    const { world } = fresh;
    const rowFor = async (person: PersonToPlace) => {
      const ref = await draftPost(world, { photos: [[person]] });
      return rowOf(await pageOf(ref, '', fresh), `pupil:${person.id}`);
    };
    const person = { kind: 'pupil' as const, id: world.pupil(0) };
    expect(await rowFor(person)).toMatchObject({ tone: 'goes-on', asks: { face: false, uniform: false } });
    const mine = eq(consentDecisions.pupilId, person.id);
    const granted = await world.db.select().from(consentDecisions).where(mine);
    for (const given of granted.filter((each) => each.decision === 'granted')) {
      const moment = new Date(world.clock.now().getTime() - 60_000);
      const conditions = { groupOnly: false, notFaceOn: true, noUniform: false };
      const times = { decidedAt: moment, recordedAt: moment };
      const { sequence: _, ...again } = { ...given, id: randomUUID(), ...times, conditions };
      await world.db.insert(consentDecisions).values(again);
    }
    for (const [faceOn, tone] of [
      ['unknown', 'stopped'],
      ['yes', 'stopped'],
      ['no', 'goes-on'],
    ] as const)
      expect(await rowFor({ ...person, faceOn })).toMatchObject({
        tone,
        asks: { face: true, uniform: false },
      });
    await fresh.close();
  });

  test('without a trip goes class by class, and keeps whoever is placed already', async () => {
    const ref = await draftPost(web.world, { tripId: null, photos: [pupils(web.world.pupil(0))] });
    const first = await pageOf(ref);
    expect(first.classes.map((each) => each.group)).toEqual(['2 Willow', '4 Hazel', '6 Rowan']);
    expect(rowOf(first, `pupil:${web.world.pupil(0)}`)).toBeDefined();
    const second = await pageOf(ref, '?class=6%20Rowan');
    const offered = second.rows.filter(({ kind }) => kind === 'pupil');
    expect(offered.filter(({ group }) => group === '6 Rowan')).toHaveLength(18);
    expect(rowOf(second, `pupil:${web.world.pupil(0)}`)).toBeDefined();
    expect(second.settleTo).toMatch(/\?class=6\+Rowan$/);
  });

  test('has no name in any address', async () => {
    const page = await pageOf(await draftPost(web.world, { photos: [pupils(web.world.pupil(0))] }));
    const names = page.rows.flatMap((row) => row.name.toLowerCase().split(' '));
    for (const address of [page.here, page.settleTo, page.editTo, page.picture.src])
      for (const name of names) expect(address.toLowerCase()).not.toContain(name);
  });
});

describe('a step sent by the page’s script', () => {
  test('settles a face, says how the photo stands now, and moves the draft’s version', async () => {
    const ref = await draftWithFaces(2, 'possible');
    const before = await pageOf(ref);
    expect(before.saved.faces.map(({ number, certainty }) => [number, certainty])).toEqual([
      [1, 'possible'],
      [2, 'possible'],
    ]);
    const [first, second] = before.saved.faces;
    const person = { kind: 'pupil' as const, id: web.world.pupil(0) };
    const named = await send(ref, {
      step: 'answer',
      faceId: first?.id ?? '',
      answer: { is: 'person', person },
    });
    expect(named.status).toBe(200);
    await send(ref, { step: 'answer', faceId: second?.id ?? '', answer: { is: 'not_a_face' } });
    const counted = await send(ref, { step: 'count', headCount: 1 });
    const { page } = (await counted.json()) as { page: AccountPage };
    expect(page).toMatchObject({ version: before.version + 3, done: true, notes: [] });
    expect(page.saved.people).toMatchObject([{ ...person, placed: 'face', faceId: first?.id }]);
    const asked = await responseOf(async () => {
      const { path, params } = await at(ref);
      return settled(web.args(path, { as: TEACHER, params }) as Any);
    });
    expect(await asked.json()).toEqual(page);
    expect(asked.headers.get('cache-control')).toBe('no-store');
  });

  test('on a page that is out of date changes nothing, and says that it is stale', async () => {
    const ref = await draftWithFaces(1);
    const { version, saved } = await pageOf(ref);
    const faceId = saved.faces[0]?.id ?? '';
    await send(ref, { step: 'answer', faceId, answer: { is: 'blur' } });
    const late = await send(ref, { step: 'answer', faceId, answer: { is: 'not_a_face' } }, { version });
    expect([late.status, await late.json()]).toEqual([409, { stale: true }]);
    expect((await pageOf(ref)).saved.faces[0]?.setAside).toBe('blur');
  });

  test('that cannot be taken is said in words', async () => {
    const ref = await draftWithFaces(1);
    const { picture } = await pageOf(ref);
    const box = { x: picture.width - 5, y: 2, width: 20, height: 20 };
    const refused = await send(ref, { step: 'draw_face', faceId: randomUUID(), box });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      refused: { sentence: 'That box reaches outside the photo.' },
    });
  });

  test.each(['', 'null', '{"step":"publish"}', '{"step":"blur_the_rest","too":"much"}', '[['.repeat(5_000)])(
    'that is none (%#) is refused as a forged form',
    async (text) => {
      expect((await send(await draftWithFaces(0), text)).status).toBe(400);
    },
  );

  test('takes a pupil of another school for somebody who is not there (R-06)', async () => {
    const ref = await draftWithFaces(0);
    const person = { kind: 'pupil' as const, id: practiceId('pupil/harrowdean/0') };
    const done = await send(ref, { step: 'add_person', person, placed: 'behind' });
    expect([done.status, await done.text()]).toEqual([404, 'null']);
    expect((await factsOf(ref)).photos[0]?.people).toEqual([]);
  });

  test('from somebody who may not see the draft finds nothing, and signed out says so', async () => {
    const ref = await draftWithFaces(0);
    const step = { step: 'count', headCount: 3 } as const;
    expect((await send(ref, step, { as: 'ashwick/new-teacher' })).status).toBe(404);
    expect((await send(ref, step, { as: '' })).status).toBe(401);
    expect((await factsOf(ref)).photos[0]?.headCount).toBe(0);
  });
});

describe('without scripts', () => {
  test('each face leads to the next open one, and the count to the draft', async () => {
    const ref = await draftWithFaces(3);
    const [one, two, three] = (await pageOf(ref)).saved.faces.map(({ id }) => id);
    const first = await press(ref, { [`answer:${one}`]: `pupil:${web.world.pupil(0)}` });
    expect(first.headers.get('location')).toMatch(new RegExp(`\\?face=${two}$`));
    const last = await press(ref, { [`answer:${three}`]: 'blur' });
    expect(last.headers.get('location')).toMatch(new RegExp(`\\?face=${two}$`));
    await press(ref, { intent: 'rest' });
    await press(ref, { intent: `behind:adult:${web.world.adult('parent')}` });
    expect((await press(ref, { intent: 'count', headCount: 'many' })).status).toBe(422);
    const done = await press(ref, { intent: 'count', headCount: '2' });
    expect(done.headers.get('location')).toMatch(/\/edit#photo-0$/);
    const { faces, people, headCount } = (await pageOf(ref)).saved;
    expect(faces.map(({ setAside }) => setAside)).toEqual([null, 'blur', 'blur']);
    expect(people.map(({ kind, placed }) => `${kind} ${placed}`).sort()).toEqual([
      'adult behind',
      'pupil face',
    ]);
    expect(headCount).toBe(2);
  });

  test('what is known of somebody is said beside them, and taken out with them', async () => {
    const ref = await draftWithFaces(0);
    const id = web.world.pupil(0);
    await press(ref, { intent: `behind:pupil:${id}` });
    await press(ref, { intent: `describe:pupil:${id}`, [`face:${id}`]: 'no', [`uniform:${id}`]: 'yes' });
    expect((await pageOf(ref)).saved.people).toMatchObject([{ id, faceOn: 'no', uniform: 'yes' }]);
    await press(ref, { intent: `remove:pupil:${id}` });
    expect((await pageOf(ref)).saved.people).toEqual([]);
  });

  test('a count that does not fit stays on the page and says what to do', async () => {
    const ref = await draftWithFaces(0);
    await press(ref, { intent: `behind:pupil:${web.world.pupil(0)}` });
    const stays = await press(ref, { intent: 'count', headCount: '5' });
    expect(stays.headers.get('location')).toMatch(/\/photos\/[0-9a-f-]+$/);
    const note = (await pageOf(ref)).notes.find(({ title }) => title.startsWith('You count 5'));
    expect(note).toMatchObject({ title: 'You count 5, but 1 person is settled.', kind: 'needs-you' });
  });

  test('a class photo takes out whoever has no tick, and asks by name for those who may not be shown', async () => {
    const ref = await draftWithFaces(0);
    const page = await pageOf(ref, '?group=4%20Hazel');
    const members = page.members['4 Hazel'] ?? [];
    expect(members).toHaveLength(24);
    const stopped = members.filter((id) => rowOf(page, `pupil:${id}`)?.tone === 'stopped');
    const [away, ...others] = members.filter((id) => !stopped.includes(id));
    const form = {
      intent: 'group:4 Hazel',
      of: members,
      asked: stopped,
      ...Object.fromEntries(others.map((id) => [`member:${id}`, 'in'])),
      [`member:${stopped[0]}`]: 'absent',
    };
    await press(ref, form);
    const asked = await pageOf(ref);
    expect(asked.saved.group).toMatchObject({ name: '4 Hazel', hidden: [], outsidersNone: false });
    expect(asked.saved.group?.absent).toEqual([away, stopped[0]].sort());
    expect(asked.notes.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        'Is everyone in it from 4 Hazel?',
        expect.stringMatching(/^\d+ pupils who may not be shown count as in it\.$/),
      ]),
    );
    await press(ref, { intent: 'by-name' });
    expect((await pageOf(ref)).saved).toMatchObject({ group: null, people: [] });
  });
});
