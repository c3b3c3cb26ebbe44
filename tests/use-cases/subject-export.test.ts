// One pupil's records for a request in law: all of theirs, nothing of anybody else, nothing that tells a restriction from a no, and
// a file that lasts for a day.
import { randomUUID } from 'node:crypto';
import { eq, getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { NO_CONDITIONS } from '#app/domain/consent/consent-types.ts';
import { askExport, listExports, readExport } from '#app/domain/exports/ask-export.ts';
import type { PupilRecords } from '#app/domain/exports/pupil-records.ts';
import { PUPIL_COLUMNS } from '#app/domain/exports/what-is-exported.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { holdersOf } from '#db/queries/consent.server.ts';
import { consentRows } from '#db/queries/pupils.server.ts';
import * as schema from '#db/schema/index.ts';
import { users } from '#db/schema/people.ts';
import { pupils as pupilTable } from '#db/schema/pupils.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { askedExport, exportOf, type OpenedFile, twins } from '#tests/support/exports.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { fillEveryTable, OLD_NAME } from '#tests/support/whole-pupil.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/;
const forbidden = expect.objectContaining({ code: 'forbidden' });
const notFound = expect.objectContaining({ code: 'not_found' });

describe('what is in it', () => {
  let world: World;
  let pupilId: string;
  let file: OpenedFile;
  beforeAll(async () => {
    world = await openWorld();
    pupilId = world.pupil(2);
    const photos = [pupils(pupilId, world.pupil(4), world.pupil(5))];
    const post = await postIn(world, 'taken_down', { photos, words: 'Lambs and carrots' });
    await postIn(world, 'held', { photos, words: 'Words that never went out' });
    await postIn(world, 'draft', { photos, words: 'Words of a draft' });
    const { decisions } = await consentRows(world.db, world, [pupilId]);
    await fillEveryTable(world, pupilId, { post, answerId: decisions[0]?.id ?? '' });
    file = await exportOf(world, pupilId);
  });
  afterAll(() => world.close());

  it('has every column that names a pupil, or a reason why not: a new table has to be thought about', () => {
    const tables = Object.values(schema).filter((value) => is(value, PgTable));
    const naming = tables.flatMap((table) =>
      Object.values(getTableColumns(table))
        .map(({ name }) => name)
        .filter((name) => /(^|_)pupil_ids?$|^mis_id$/.test(name))
        .map((name) => `${getTableName(table)}.${name}`),
    );
    // The record number stands in the pupil's own row, which is one with its id.
    const known = naming.filter((name) => name !== 'pupils.mis_id');
    expect(known.filter((name) => !(name in PUPIL_COLUMNS))).toEqual([]);
    const beyond = ['pupils.id', 'monitoring_events.subject_id'];
    expect(Object.keys(PUPIL_COLUMNS).filter((name) => !known.includes(name))).toEqual(beyond);
  });

  it('leaves no section empty for a pupil of whom there is something everywhere', () => {
    const sections = Object.values(PUPIL_COLUMNS).filter((where) => typeof where === 'string');
    const empty = (section: keyof PupilRecords) => Object.keys(file.records[section] ?? {}).length === 0;
    expect(sections.filter(empty)).toEqual([]);
    expect(file.records.forms.length).toBeGreaterThan(0);
    expect(file.records.log.map(({ what }) => what).sort()).toEqual([
      'consent_link.ended',
      'consent_link.made',
      'name_change.settled',
      'pupil.renamed',
      'unlisted_pupil.matched',
    ]);
    expect(file.records.previousNames.map(({ name }) => name)).toEqual([OLD_NAME]);
    expect(file.records.photoLists).toMatchObject([{ copy: 41, onlyInGroup: true }]);
  });

  it('tells of each answer which posts rested on it, and words of what went out alone', () => {
    const inState = (state: string) => file.records.posts.find((post) => post.state === state);
    // What went out stands first; what did not has no order of its own.
    expect(file.records.posts[0]?.state).toBe('taken_down');
    const [down, held, draft] = [inState('taken_down'), inState('held'), inState('draft')];
    expect([down, held, draft].map((post) => [post?.state, post?.words])).toEqual([
      ['taken_down', 'Lambs and carrots'],
      ['held', null],
      ['draft', null],
    ]);
    expect(down).toMatchObject({ takenDown: [{ outcome: 'removed' }] });
    expect(down?.publishedAt).not.toBeNull();
    expect(down?.removedAt).not.toBeNull();
    expect(held?.stopped).toHaveLength(1);
    const rested = file.records.answers.filter(({ posts }) => posts.includes(1)).map(({ number }) => number);
    expect(rested).toEqual(down?.restedOn);
    expect(rested.length).toBeGreaterThan(0);
    expect(JSON.stringify(file.records)).not.toContain('never went out');
    expect(file.page).not.toContain('Words of a draft');
  });

  it('says the same on the page as in the data', () => {
    const { pupil, people, answers } = file.records;
    expect(file.page).toContain(`What we keep about ${pupil.preferredForename ?? pupil.legalForename}`);
    for (const person of people)
      expect(file.page).toContain(`Person ${person.number}: ${person.relationship}`);
    for (const answer of answers) expect(file.page).toContain(`Answer ${answer.number}:`);
    for (const said of [OLD_NAME, 'R 17', 'Lambs and carrots', 'post 1</a>', file.records.forms[0]?.title])
      expect(file.page).toContain(said);
    expect(file.page).not.toMatch(/undefined|\[object|NaN|null</);
  });

  it('names nobody else, and no id of ours', async () => {
    const whole = `${file.page}${JSON.stringify(file.records)}`;
    expect(whole).not.toMatch(ID);
    const own = new Set([pupilId]);
    const others = (await world.db.select().from(pupilTable)).filter(({ id }) => !own.has(id));
    const mine = await world.db.select().from(pupilTable).where(eq(pupilTable.id, pupilId));
    const fullNames = others.flatMap(({ legalForename, legalSurname, preferredForename, misId }) => [
      `${legalForename} ${legalSurname}`,
      ...(preferredForename ? [`${preferredForename} ${legalSurname}`] : []),
      `"${misId}"`,
    ]);
    expect(fullNames.filter((name) => whole.includes(name))).toEqual([]);
    const staff = (await world.db.select().from(users)).flatMap(({ name, email }) => [name, email]);
    expect(staff.filter((name) => whole.includes(name))).toEqual([]);
    const holders = await holdersOf(world.db, world, pupilId);
    expect(holders.length).toBeGreaterThan(0);
    for (const holder of holders) {
      expect(whole).not.toContain(holder.name);
      if (holder.email) expect(whole).not.toContain(holder.email);
    }
    for (const words of ['Halfpenny', 'halfpenny', 'Longbottom']) expect(whole).not.toContain(words);
    expect(mine).toHaveLength(1);
    expect(file.name).toBe(`pupil-${mine[0]?.misId}-records.zip`);
  });
});

describe('a restriction', () => {
  const pupilId = practiceId('pupil/ashwick/2');
  let start: Awaited<ReturnType<typeof twins>>;
  beforeAll(async () => {
    start = await twins(async (world) => {
      const photos = [pupils(pupilId, world.pupil(4), world.pupil(5))];
      await postIn(world, 'published', { photos, words: 'Sports day' });
      await postIn(world, 'scheduled', { photos, words: 'Harvest' });
    });
  });
  afterAll(() => start.close());

  const common = (world: World) => ({ schoolId: world.schoolId, pupilId, requestKey: randomUUID() });
  const restrict = async (world: World) => {
    const set = { ...common(world), type: 'do_not_publish' as const, reason: 'Sealed', reviewOn: null };
    await setRestriction(world.web, await world.staff('dsl'), set);
  };
  const refuse = async (world: World) => {
    await recordConsent(world.web, await world.staff('office'), {
      ...common(world),
      ...{ holderId: practiceId('holder/ashwick/2/0'), answer: 'refused', subjects: [], channels: [] },
      ...{ purposes: [], accountScope: 'own_school', eventId: null, conditions: NO_CONDITIONS },
      ...{ answeredOn: '2026-11-18', lastDay: null, method: 'phone', evidence: '', formVersionId: null },
    });
  };

  async function fileAfter(...ways: ((world: World) => Promise<unknown>)[]): Promise<OpenedFile> {
    const world = await start.copy();
    try {
      for (const way of ways) await way(world);
      return await exportOf(world, pupilId);
    } finally {
      await world.close();
    }
  }

  it('leaves no trace beside a refusal: the two files are the same to the last byte', async () => {
    const refused = await fileAfter(refuse);
    const both = await fileAfter(refuse, restrict);
    expect(both.records).toEqual(refused.records);
    expect(both.page).toBe(refused.page);
    expect([...both.files.keys()]).toEqual([...refused.files.keys()]);
  });

  it('alone tells what a refusal tells, but for the refusal’s own entry', async () => {
    const refused = await fileAfter(refuse);
    const restricted = await fileAfter(restrict);
    const ofRefusal = refused.records.answers.filter(({ decision }) => decision === 'refused');
    expect(ofRefusal).toHaveLength(1);
    const answers = refused.records.answers.filter((answer) => !ofRefusal.includes(answer));
    expect(restricted.records).toEqual({ ...refused.records, answers, removalRequests: [] });
    expect(JSON.stringify(restricted.records)).not.toMatch(/restrict|safeguard|dsl|concern/i);
    expect(restricted.page).not.toMatch(/restrict/i);
  });

  it('says on screen to ask the safeguarding lead for every pupil alike', async () => {
    const lines = [];
    for (const way of [refuse, restrict]) {
      const world = await start.copy();
      await way(world);
      const ref = await askedExport(world, pupilId);
      const line = await readExport(world.db, await world.staff('data'), ref, world.clock.now());
      lines.push({ ...line, id: '' });
      await world.close();
    }
    expect(lines[0]).toEqual(lines[1]);
  });
});

describe('who may ask', () => {
  let world: World;
  beforeAll(async () => void (world = await openWorld()));
  afterAll(() => world.close());

  const ask = async (who: string, over: object = {}) =>
    askExport(world.web, await world.staff(who), {
      ...{ schoolId: world.schoolId, pupilId: world.pupil(0), reference: 'SAR 4', requestKey: randomUUID() },
      ...over,
    });

  it('is the data lead alone, in their own school', async () => {
    for (const who of ['teacher', 'head', 'comms', 'office', 'dsl'])
      await expect(ask(who)).rejects.toEqual(forbidden);
    await expect(ask('harrowdean/data')).rejects.toEqual(notFound);
    const elsewhere = { pupilId: practiceId('pupil/harrowdean/0') };
    await expect(ask('data', elsewhere)).rejects.toEqual(notFound);
    await expect(
      listExports(world.db, await world.staff('head'), world.schoolId, 0, world.clock.now()),
    ).rejects.toEqual(forbidden);
  });

  it('needs a reference, and asks once however often the form is sent', async () => {
    expect(await ask('data', { reference: '  ' })).toMatchObject({ issues: [{ code: 'reference_missing' }] });
    expect(await ask('data', { reference: 'x'.repeat(61) })).toMatchObject({
      issues: [{ code: 'reference_too_long' }],
    });
    const requestKey = randomUUID();
    const first = await ask('data', { requestKey });
    expect(await ask('data', { requestKey })).toEqual(first);
    const listed = await listExports(
      world.db,
      await world.staff('data'),
      world.schoolId,
      0,
      world.clock.now(),
    );
    expect(listed.lines.map(({ reference, state }) => [reference, state])).toEqual([['SAR 4', 'waiting']]);
    const events = await world.db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.pupilId, world.pupil(0)));
    expect(events.filter(({ text }) => text.includes('subject_export.moved'))).toHaveLength(1);
  });
});
