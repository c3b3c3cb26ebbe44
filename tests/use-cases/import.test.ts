// A school's export goes through: what takes away is written at once and stops posts, what gives waits for a person, nothing is half
// done, and the same file again changes nothing.
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmImport, dropImport, startImport } from '#app/domain/import/decide-import.ts';
import { destroyImportFiles } from '#app/domain/import/destroy-files.ts';
import { receiveImport } from '#app/domain/import/receive-import.ts';
import { IMPORT_LEASE_MS, workImport } from '#app/domain/import/work-import.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { findSchool } from '#db/queries/schools.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { authorityHolders, consentDecisions } from '#db/schema/consent.ts';
import { importRows } from '#db/schema/imports.ts';
import { photoPieces } from '#db/schema/photos.ts';
import { pupils as pupilTable } from '#db/schema/pupils.ts';
import {
  csvOf,
  previewedImport,
  rowOf,
  sentImport,
  startedImport,
  wholeImport,
} from '#tests/support/imports.ts';
import { postIn, statusOf } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const HEAD = ['MIS ID', 'Forename', 'Surname', 'Year Group', 'Reg Group', 'Date of birth', 'Photographs'];
let made = 0;
const newId = () => `NEW-${++made}`;
const child = (misId: string, answer: string, name = 'Robin'): string[] => [
  misId,
  name,
  'Hale',
  '4',
  '4 Hazel',
  '23/07/2017',
  answer,
];

const pupilOf = async (misId: string) => {
  const [row] = await world.db
    .select()
    .from(pupilTable)
    .where(and(eq(pupilTable.schoolId, world.schoolId), eq(pupilTable.misId, misId)));
  if (!row) throw new Error('no such pupil');
  return row;
};
const misIdOf = async (index: number) => {
  const [row] = await world.db
    .select()
    .from(pupilTable)
    .where(eq(pupilTable.id, world.pupil(index)));
  return row?.misId ?? '';
};
const decisionsOf = async (pupilId: string) =>
  (await world.db.select().from(consentDecisions).where(eq(consentDecisions.pupilId, pupilId))).sort(
    (a, b) => a.sequence - b.sequence,
  );

async function verdict(pupilId: string, channel: 'x' | 'display') {
  const home = await findSchool(world.db, world);
  if (!home) throw new Error('no school');
  const school = { ...home, settings: settingsOf(home.settings) };
  const inputs = (await loadConsentInputs(world.db, world, school, [pupilId])).get(pupilId);
  if (!inputs) throw new Error('no pupil');
  return resolve(inputs, {
    subject: 'image',
    channel,
    purpose: 'celebration',
    event: null,
    accountKind: 'school',
    scene: { identifiablePeople: 4, faceOn: 'no', uniform: 'no', placeTold: 'no' },
    at: world.clock.now(),
  });
}

describe('a new pupil', () => {
  it('is there after the first step, and may be shown only after the yes was let in', async () => {
    const misId = newId();
    const ref = await startedImport(world, csvOf([HEAD, child(misId, 'Yes')]), {
      mapping: { dateFormat: 'dmy' },
      meaning: { bareReachesSocial: true },
    });
    const { id } = await pupilOf(misId);
    expect(await rowOf(world, ref)).toMatchObject({ state: 'waiting', summary: { added: 1, flips: 1 } });
    expect((await verdict(id, 'x')).verdict).toBe('block');
    const data = await world.staff('data');
    await confirmImport(world.web, data, ref, { letIn: true, sure: true });
    await workImport(world.worker, ref);
    expect((await rowOf(world, ref)).state).toBe('done');
    expect(await verdict(id, 'x')).toMatchObject({ verdict: 'warn', reasons: [{ code: 'legacy_tick' }] });
  });

  it('stays unshown when the yeses are left out', async () => {
    const misId = newId();
    const ref = await startedImport(world, csvOf([HEAD, child(misId, 'Yes')]));
    await confirmImport(world.web, await world.staff('data'), ref, { letIn: false, sure: false });
    expect(await rowOf(world, ref)).toMatchObject({ state: 'done', confirmed: false });
    expect(await decisionsOf((await pupilOf(misId)).id)).toEqual([]);
  });

  it('with a bare tick is shown on the wall, and on no social account unless that was signed for', async () => {
    const misId = newId();
    await wholeImport(world, csvOf([HEAD, child(misId, 'Y')]));
    const { id } = await pupilOf(misId);
    expect((await verdict(id, 'x')).verdict).toBe('block');
    expect((await verdict(id, 'display')).verdict).toBe('warn');
  });

  it('has people with authority whose dated yes reaches everything that was signed', async () => {
    const misId = newId();
    const head = [...HEAD, 'Informed By', 'Date', 'Relationship', 'Parental responsibility'];
    const row = [...child(misId, 'Yes'), 'Ann Hale', '01/10/2026', 'Mother', 'Yes'];
    await wholeImport(world, csvOf([head, row]));
    const { id } = await pupilOf(misId);
    const [holder] = await world.db.select().from(authorityHolders).where(eq(authorityHolders.pupilId, id));
    expect(holder).toMatchObject({ name: 'Ann Hale', authority: 'parental_responsibility' });
    expect(await decisionsOf(id)).toMatchObject([
      { holderId: holder?.id, legacyTick: false, method: 'import' },
    ]);
    expect((await verdict(id, 'x')).verdict).toBe('allow');
    await wholeImport(world, csvOf([head, [...row.slice(0, -1), 'No']]));
    expect((await verdict(id, 'x')).verdict).toBe('block');
  });
});

describe('what takes away', () => {
  it('stops a scheduled post the moment it is written, and takes a live one down', async () => {
    const [misId, index] = [await misIdOf(4), 4];
    const waiting = await postIn(world, 'scheduled', { photos: [pupils(world.pupil(index))] });
    const live = await postIn(world, 'published', { photos: [pupils(world.pupil(index))] });
    const other = await postIn(world, 'scheduled', { photos: [pupils(world.pupil(5))] });
    const known = await pupilOf(misId);
    const row = [
      misId,
      known.legalForename,
      known.legalSurname,
      known.yearGroup,
      known.registrationGroup,
      known.dateOfBirth ?? '',
      'Refused',
    ];
    await startedImport(world, csvOf([HEAD, row]));
    expect(await statusOf(world, waiting)).toBe('held');
    expect(await statusOf(world, live)).toBe('takedown_requested');
    expect(await statusOf(world, other)).toBe('scheduled');
  });

  it('is undone by the same source saying yes later, once a person has let that in', async () => {
    const misId = newId();
    const file = (answer: string) => csvOf([HEAD, child(misId, answer)]);
    await wholeImport(world, file('Yes'));
    const { id } = await pupilOf(misId);
    world.clock.advance(60_000);
    await wholeImport(world, file('No'));
    expect((await verdict(id, 'display')).verdict).toBe('block');
    world.clock.advance(60_000);
    const ref = await startedImport(world, file('Yes'));
    expect((await verdict(id, 'display')).verdict).toBe('block');
    await confirmImport(world.web, await world.staff('data'), ref, { letIn: true, sure: true });
    await workImport(world.worker, ref);
    expect((await verdict(id, 'display')).verdict).toBe('warn');
  });

  it('takes back a yes that the file leaves blank, and nothing else', async () => {
    const misId = newId();
    await wholeImport(world, csvOf([HEAD, child(misId, 'Yes')]));
    const { id } = await pupilOf(misId);
    await wholeImport(world, csvOf([HEAD, child(misId, '')]));
    expect((await verdict(id, 'display')).verdict).toBe('block');
    expect((await decisionsOf(id)).map(({ decision }) => decision)).toEqual(['granted', 'not_answered']);
  });

  it('blocks a pupil whose row nobody can read, and lists the row', async () => {
    const misId = newId();
    await wholeImport(world, csvOf([HEAD, child(misId, 'Yes')]));
    const ref = await wholeImport(world, csvOf([HEAD, child(misId, 'Maybe')]));
    const { id } = await pupilOf(misId);
    expect((await verdict(id, 'display')).reasons.map(({ code }) => code)).toContain('unclear_row');
    const fates = await world.db.select().from(importRows).where(eq(importRows.importId, ref.importId));
    expect(fates).toMatchObject([{ row: 2, misId, fate: 'problem:unknown_value' }]);
    const back = await startedImport(world, csvOf([HEAD, child(misId, 'Yes')]));
    expect((await verdict(id, 'display')).verdict).toBe('block');
    await confirmImport(world.web, await world.staff('data'), back, { letIn: true, sure: true });
    await workImport(world.worker, back);
    expect((await verdict(id, 'display')).verdict).toBe('warn');
  });
});

describe('the same file again', () => {
  it('changes nothing and asks nobody', async () => {
    const rows = [HEAD, child(newId(), 'Yes'), child(newId(), 'No'), child(newId(), '')];
    await wholeImport(world, csvOf(rows));
    const events = async () =>
      (await world.db.select().from(auditEvents)).filter(({ text }) => text.includes('permission.changed'))
        .length;
    const [before, written] = [await events(), (await world.db.select().from(consentDecisions)).length];
    const ref = await startedImport(world, csvOf([HEAD, ...rows.slice(1).reverse()]));
    expect(await rowOf(world, ref)).toMatchObject({
      state: 'done',
      summary: { unchanged: 3, restrictive: 0, permissive: 0 },
    });
    expect(await events()).toBe(before);
    expect(await world.db.select().from(consentDecisions)).toHaveLength(written);
  });
});

describe('a worker that dies', () => {
  it('leaves whole batches behind, and another goes on where it was', async () => {
    const rows = Array.from({ length: 450 }, (_, index) =>
      child(newId(), index % 2 ? 'Yes' : 'No', `Robin${index}`),
    );
    const ref = await previewedImport(world, csvOf([HEAD, ...rows]));
    await startImport(world.web, await world.staff('data'), ref, true);
    let batches = 0;
    const dying = new Proxy(world.worker, {
      get(target, name) {
        // The third batch never begins: this is where the process is gone.
        if (name === 'auditSeal' && ++batches === 4) throw new Error('killed');
        return target[name as keyof typeof target];
      },
    });
    await expect(workImport(dying, ref)).rejects.toThrow('killed');
    const half = await rowOf(world, ref);
    expect(half).toMatchObject({ state: 'applying', total: 450 });
    expect([200, 400]).toContain(half.done);
    expect(await workImport(world.worker, ref)).toBe('in_other_hands');
    world.clock.advance(IMPORT_LEASE_MS + 1);
    expect(await workImport(world.worker, ref)).toBe('waiting');
    const written = await world.db.select().from(pupilTable).where(eq(pupilTable.legalSurname, 'Hale'));
    const ours = written.filter(({ misId }) => rows.some(([id]) => id === misId));
    expect(ours).toHaveLength(450);
    const noes = (await world.db.select().from(consentDecisions)).filter(
      ({ decision, pupilId }) => decision === 'refused' && ours.some(({ id }) => id === pupilId),
    );
    expect(noes).toHaveLength(225);
    await confirmImport(world.web, await world.staff('data'), ref, { letIn: false, sure: true });
  });
});

describe('who may, and when', () => {
  it('lets the office bring a file and the data lead decide, and nobody else do anything', async () => {
    const ref = await previewedImport(world, csvOf([HEAD, child(newId(), 'Yes')]));
    for (const who of ['office', 'teacher', 'head', 'dsl'])
      await expect(startImport(world.web, await world.staff(who), ref, true)).rejects.toMatchObject({
        code: 'forbidden',
      });
    for (const who of ['teacher', 'head', 'dsl'])
      await expect(dropImport(world.web, await world.staff(who), ref)).rejects.toMatchObject({
        code: 'forbidden',
      });
    const bytes = csvOf([HEAD, child(newId(), 'Yes')]);
    await expect(
      receiveImport(world.web, await world.staff('office'), {
        schoolId: world.schoolId,
        importId: crypto.randomUUID(),
        bytes,
      }),
    ).rejects.toMatchObject({ reason: 'import_under_way' });
    await expect(dropImport(world.web, await world.staff('harrowdean/data'), ref)).rejects.toMatchObject({
      code: 'not_found',
    });
    await dropImport(world.web, await world.staff('office'), ref);
    expect(await rowOf(world, ref)).toMatchObject({ state: 'dropped' });
  });

  it('asks twice before many turn to a yes', async () => {
    const rows = Array.from({ length: 30 }, () => child(newId(), 'Yes'));
    const ref = await startedImport(world, csvOf([HEAD, ...rows]));
    const data = await world.staff('data');
    await expect(confirmImport(world.web, data, ref, { letIn: true, sure: false })).rejects.toMatchObject({
      reason: 'import_ask_twice',
    });
    await confirmImport(world.web, data, ref, { letIn: false, sure: false });
  });

  it('says in a code why a file cannot be used, and changes nothing', async () => {
    for (const [bytes, code] of [
      [Buffer.from('%PDF-1.7 a letter'), 'pdf'],
      [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]), 'old_excel'],
      [Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]), 'broken_xlsx'],
      [Buffer.from('only one column\r\nrow'), 'no_headings'],
    ] as const)
      expect(await rowOf(world, await sentImport(world, bytes))).toMatchObject({
        state: 'refused',
        refusedCode: code,
      });
  });

  it('destroys the file and its sample rows when their time is over, and keeps the fates', async () => {
    const ref = await wholeImport(world, csvOf([HEAD, child(newId(), 'No')]));
    const pieces = () => world.db.select().from(photoPieces).where(eq(photoPieces.photoId, ref.importId));
    expect(await pieces()).toHaveLength(1);
    await destroyImportFiles(world.worker);
    expect(await pieces()).toHaveLength(1);
    world.clock.advance(86_400_001);
    expect(await destroyImportFiles(world.worker)).toBeGreaterThan(0);
    expect(await pieces()).toEqual([]);
    expect(await rowOf(world, ref)).toMatchObject({ profile: null });
    expect(
      await world.db.select().from(importRows).where(eq(importRows.importId, ref.importId)),
    ).toHaveLength(1);
  });
});

describe('somebody with authority', () => {
  const HOLDERS = [...HEAD, 'Parental responsibility', 'Contact name', 'E-mail'];
  const said = (misId: string, authority: string, email: string, answer = 'Yes') =>
    csvOf([HOLDERS, [...child(misId, answer), authority, 'Ann Hale', email]]);
  const holdersOf = async (misId: string) => {
    const { id } = await pupilOf(misId);
    return world.db.select().from(authorityHolders).where(eq(authorityHolders.pupilId, id));
  };

  it('can be written to at the address in the file, and at none that is no address', async () => {
    const misId = newId();
    await wholeImport(world, said(misId, 'Yes', ' Ann.Hale@Example.ORG '));
    expect(await holdersOf(misId)).toMatchObject([{ email: 'ann.hale@example.org', language: 'en-GB' }]);
    await wholeImport(world, said(misId, 'Yes', 'ask the office'));
    expect(await holdersOf(misId)).toMatchObject([{ email: 'ann.hale@example.org' }]);
    await wholeImport(world, said(misId, 'Yes', 'ann@new.example'));
    expect(await holdersOf(misId)).toMatchObject([{ email: 'ann@new.example' }]);
  });

  it('who lost it has it again once a person lets that in, and no earlier yes comes back with it', async () => {
    const misId = newId();
    await wholeImport(world, said(misId, 'Yes', ''));
    await wholeImport(world, said(misId, 'No', '', ''));
    const [ended] = await holdersOf(misId);
    expect(ended?.authorityUntil).not.toBeNull();
    world.clock.advance(60_000);
    const ref = await startedImport(world, said(misId, 'Yes', '', ''));
    expect((await holdersOf(misId))[0]?.authorityUntil).toEqual(ended?.authorityUntil);
    await confirmImport(world.web, await world.staff('data'), ref, { letIn: true, sure: true });
    await workImport(world.worker, ref);
    const [back] = await holdersOf(misId);
    expect(back).toMatchObject({ id: ended?.id, authorityUntil: null });
    expect(back?.authorityFrom.getTime()).toBeGreaterThan(ended?.authorityUntil?.getTime() ?? Infinity);
    const { verdict: now } = await verdict((await pupilOf(misId)).id, 'x');
    expect(now).toBe('block');
  });

  it('whom a court keeps from agreeing never has it back by a file', async () => {
    const misId = newId();
    await wholeImport(world, said(misId, 'Yes', ''));
    await wholeImport(world, said(misId, 'No', '', ''));
    const { id } = await pupilOf(misId);
    await world.db
      .update(authorityHolders)
      .set({ mayNotConsent: true })
      .where(eq(authorityHolders.pupilId, id));
    await wholeImport(world, said(misId, 'Yes', '', ''));
    expect((await holdersOf(misId))[0]?.authorityUntil).not.toBeNull();
  });
});
