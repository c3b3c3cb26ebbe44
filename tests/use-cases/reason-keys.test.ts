// A new key for the reasons of restrictions, and for the names that pupils no longer have, which are sealed to the same: everything sealed
// anew, nothing lost when it is killed half-way, and whoever asked to read a reason is answered.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq, isNotNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeySettings, loadKeys } from '#app/adapters/key-files.server.ts';
import { putNewKeyFirst } from '#app/adapters/key-rotation.server.ts';
import { makeKeyTexts, readKeys } from '#app/adapters/keys.server.ts';
import { oneTimeKeys } from '#app/adapters/one-time-key.server.ts';
import { openingVault, sealingVault } from '#app/adapters/sodium-vault.server.ts';
import { answerReasonReading } from '#app/domain/consent/answer-reading.ts';
import { liftRestriction } from '#app/domain/consent/lift-restriction.ts';
import { readRestrictionReason } from '#app/domain/consent/read-restriction-reason.ts';
import { resealReasons } from '#app/domain/consent/reseal-reasons.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import type { OpeningVault } from '#app/domain/ports/token-vault.ts';
import type { Env } from '#app/env.server.ts';
import type { Ground } from '#app/foundation.server.ts';
import { keysRotate } from '#cli/keys-rotate.ts';
import { rotationGround } from '#cli/rotation-ground.ts';
import { openDatabase } from '#db/client.server.ts';
import { reasonKeysInUse } from '#db/queries/reason-keys.server.ts';
import { auditEvents } from '#db/schema/audit.ts';
import { previousNames } from '#db/schema/consent-ground.ts';
import { reasonReadings, restrictions } from '#db/schema/consent.ts';
import { startChild } from '#tests/support/child.ts';
import { migrateAndSeed } from '#tests/support/database.ts';
import { openWorld, type World } from '#tests/support/world.ts';

const REASON = 'Placed for adoption; the birth family must not learn the school. Ŵ';
const EARLIER = 'Morwenna Trelawney';

let world: World;
let root: string;
let settings: KeySettings;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gatepost-reason-keys-'));
  settings = { mode: 'solo', dataDir: root, keysDir: join(root, 'keys'), keyTexts: {} };
  await loadKeys(settings);
  world = await openWorld();
  await useRingThroughout();
});
afterEach(async () => {
  await world.close();
  await rm(root, { recursive: true });
});

const ring = async () => (await loadKeys(settings)).reasons;
const currentId = async (): Promise<string> => (await ring()).current.id;
const heldIds = async (): Promise<string[]> => [...(await ring()).pairs.keys()];

/** Both sides seal to the key in use, and the worker opens with every key held: what a restart does. */
async function useRing(): Promise<void> {
  const vault = openingVault(await ring());
  Object.assign(world.worker, { reasons: vault, nameVault: vault });
  Object.assign(world.web, { restrictionVault: { seal: vault.seal }, nameVault: { seal: vault.seal } });
}

/** The practice world's reasons are sealed with the tests' own vault; here the installation's keys are used throughout. */
async function useRingThroughout(): Promise<void> {
  const vault = openingVault(await ring());
  for (const row of await world.db.select().from(restrictions).where(isNotNull(restrictions.sealedReason))) {
    const plain = await world.worker.reasons.open({ box: row.sealedReason ?? '', keyId: row.keyId ?? '' });
    const { box: sealedReason, keyId } = await vault.seal(plain);
    await world.db.update(restrictions).set({ sealedReason, keyId }).where(eq(restrictions.id, row.id));
  }
  await useRing();
}

interface Ref {
  schoolId: string;
  pupilId: string;
  restrictionId: string;
}

async function restricted(pupil: number, reason = REASON): Promise<Ref> {
  const ref = { schoolId: world.schoolId, pupilId: world.pupil(pupil) };
  const set = await setRestriction(world.web, await world.staff('dsl'), {
    ...ref,
    ...{ type: 'do_not_publish', reason, reviewOn: null, requestKey: randomUUID() },
  });
  if (!set.ok) throw new Error('not set');
  return { ...ref, restrictionId: set.restrictionId };
}

async function renamed(pupil: number, name: string): Promise<string> {
  const { box, keyId } = await world.web.nameVault.seal(new TextEncoder().encode(name));
  const about = { id: randomUUID(), schoolId: world.schoolId, pupilId: world.pupil(pupil) };
  await world.db
    .insert(previousNames)
    .values({ ...about, sealedName: box, keyId, changedAt: world.clock.now() });
  return about.id;
}

/** What a safeguarding lead sees, with a worker that answers. */
async function shown(ref: Ref): Promise<string> {
  const deps = {
    ...world.web,
    pause: async () => {
      for (const job of world.jobs.splice(0))
        if (job.name === 'answer-reading')
          await answerReasonReading(world.worker, job.payload as { schoolId: string; readingId: string });
    },
  };
  const read = await readRestrictionReason(deps, await world.staff('dsl'), ref);
  return read.ok ? read.reason : read.code;
}

async function nameOf(previousNameId: string): Promise<string> {
  const [row] = await world.db.select().from(previousNames).where(eq(previousNames.id, previousNameId));
  if (!row) throw new Error('the name is gone');
  const { sealedName: box, keyId } = row;
  return new TextDecoder().decode(await world.worker.nameVault.open({ box, keyId }));
}

async function rotate(...options: string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const opened = {
    ...world.worker,
    seal: world.worker.auditSeal,
    database: { db: world.db },
    close: async () => undefined,
  } as unknown as Ground;
  const ground = rotationGround({ ...settings } as Env, opened, 'reasons');
  const code = await keysRotate(['reasons', ...options], { say, complain: say, open: async () => ground });
  return { code, said: said.join('\n') };
}

interface Rotated {
  type: string;
  kind: string;
  keyId: string;
  resealed: number;
}
async function logged(): Promise<Rotated[]> {
  const rows = await world.db.select({ text: auditEvents.text }).from(auditEvents);
  return rows.map(({ text }) => JSON.parse(text) as Rotated).filter(({ type }) => type === 'keys.rotated');
}
const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

describe('keys rotate reasons', () => {
  it('seals every reason and every earlier name anew, and what they say can be read as before', async () => {
    const [standing, lifted] = [await restricted(2), await restricted(3, 'Lifted since')];
    await liftRestriction(world.web, await world.staff('dsl'), lifted);
    const name = await renamed(4, EARLIER);
    const before = await currentId();
    const [{ sealed } = { sealed: 0 }] = await reasonKeysInUse(world.db);
    const rowsBefore = await world.db.select().from(restrictions).orderBy(restrictions.id);
    const { code, said } = await rotate();
    expect(code).toBe(0);
    expect(said).toContain(`${sealed} reasons and earlier names.`);
    expect(said).toContain(`Nothing needs any more: ${before}`);
    expect(await currentId()).not.toBe(before);
    expect(await reasonKeysInUse(world.db)).toEqual([{ keyId: await currentId(), sealed }]);
    await useRing();
    expect([await shown(standing), await shown(lifted)]).toEqual([REASON, 'Lifted since']);
    expect(await nameOf(name)).toBe(EARLIER);
    const others = (rows: typeof rowsBefore) =>
      rows.map(({ sealedReason: _box, keyId: _keyId, ...rest }) => rest);
    expect(others(await world.db.select().from(restrictions).orderBy(restrictions.id))).toEqual(
      others(rowsBefore),
    );
  });

  it('says in the log how many, to which key, and nothing of whose', async () => {
    const { pupilId } = await restricted(2);
    await renamed(4, EARLIER);
    const [{ sealed } = { sealed: 0 }] = await reasonKeysInUse(world.db);
    const { said } = await rotate();
    const lines = await logged();
    expect(sum(lines.map(({ resealed }) => resealed))).toBe(sealed);
    for (const line of lines) expect(line).toMatchObject({ kind: 'reasons', keyId: await currentId() });
    for (const secret of (await readFile(join(root, 'keys/reasons.key'), 'utf8')).trim().split('\n'))
      for (const text of [said, JSON.stringify(lines)]) expect(text).not.toContain(secret);
    expect(said + JSON.stringify(lines)).not.toMatch(
      new RegExp(`${pupilId}|${world.pupil(4)}|adoption|Morwenna`),
    );
  });

  it('keeps the old key while a reason or an earlier name needs it, and lets go of it after that', async () => {
    const old = await currentId();
    await rotate();
    // A web process that was not restarted yet still seals to the old key.
    const [late, name] = [await restricted(2), await renamed(4, EARLIER)];
    const refused = await rotate('--retire');
    expect(refused.code).toBe(1);
    expect(refused.said).toContain(`Reasons or earlier names are still sealed to ${old}`);
    expect(await heldIds()).toContain(old);
    await world.db.delete(previousNames).where(eq(previousNames.id, name));
    expect((await rotate('--retire')).code).toBe(1);
    await world.db.delete(restrictions).where(eq(restrictions.id, late.restrictionId));
    const again = await renamed(4, EARLIER);
    expect((await rotate('--retire')).code).toBe(1);
    expect((await rotate()).said).toContain(`Going on with the change to ${await currentId()}`);
    expect((await rotate('--retire')).said).toContain(`Removed: ${old}`);
    expect(await heldIds()).toEqual([await currentId()]);
    await useRing();
    expect(await nameOf(again)).toBe(EARLIER);
  });

  it('leaves a damaged reason as it is, and its key', async () => {
    const [whole, damaged] = [await restricted(2), await restricted(3)];
    const old = await currentId();
    const sealedReason = Buffer.alloc(80).toString('base64');
    await world.db
      .update(restrictions)
      .set({ sealedReason })
      .where(eq(restrictions.id, damaged.restrictionId));
    const { code, said } = await rotate();
    expect([code, said]).toEqual([1, expect.stringContaining('1 reasons and earlier names are damaged')]);
    expect(world.lines.map(({ message }) => message)).toContain('the reason of a restriction is damaged');
    await useRing();
    expect(await shown(whole)).toBe(REASON);
    expect((await rotate('--retire')).code).toBe(1);
    expect(await heldIds()).toContain(old);
  });
});

describe('a reading under way', () => {
  it('that was asked before is answered after, by a worker that has the new key', async () => {
    const ref = await restricted(2);
    const key = await oneTimeKeys.make();
    const [row] = await world.db
      .insert(reasonReadings)
      .values({
        schoolId: ref.schoolId,
        restrictionId: ref.restrictionId,
        askedBy: (await world.staff('dsl')).userId,
        askedAt: world.clock.now(),
        publicKey: key.publicKey,
      })
      .returning();
    const question = { schoolId: ref.schoolId, readingId: row?.id ?? '' };
    await rotate();
    const lacking = `The key ${await currentId()} is not among the keys of this installation.`;
    // A worker that was not restarted says which key it lacks, and leaves the question to one that was.
    await expect(answerReasonReading(world.worker, question)).rejects.toThrow(lacking);
    await useRing();
    expect(await answerReasonReading(world.worker, question)).toBe('answered');
    const [answer] = await world.db
      .select()
      .from(reasonReadings)
      .where(eq(reasonReadings.id, question.readingId));
    expect(new TextDecoder().decode(await key.open(answer?.box ?? ''))).toBe(REASON);
  });

  it('sees the old box or the new one, each with its own key, at whatever moment it falls', async () => {
    const ref = await restricted(2);
    await putNewKeyFirst(settings, 'reasons');
    await useRing();
    const vault = openingVault(await ring());
    const seen: string[] = [];
    const reading: OpeningVault = {
      open: vault.open,
      seal: async (plain) => {
        seen.push(await shown(ref));
        return vault.seal(plain);
      },
    };
    await resealReasons(world.worker, reading, await currentId(), await heldIds());
    seen.push(await shown(ref));
    expect(new Set(seen)).toEqual(new Set([REASON]));
    expect(seen.length).toBeGreaterThan(1);
  });

  it('a restriction that is lifted meanwhile stays lifted', async () => {
    const ref = await restricted(2);
    await putNewKeyFirst(settings, 'reasons');
    const vault = openingVault(await ring());
    const dsl = await world.staff('dsl');
    const lifting: OpeningVault = {
      open: vault.open,
      seal: async (plain) => {
        await liftRestriction(world.web, dsl, ref);
        return vault.seal(plain);
      },
    };
    await resealReasons(world.worker, lifting, await currentId(), await heldIds());
    const [row] = await world.db.select().from(restrictions).where(eq(restrictions.id, ref.restrictionId));
    expect(row).toMatchObject({
      keyId: await currentId(),
      liftedAt: world.clock.now(),
      liftedBy: dsl.userId,
    });
  });
});

describe('cut off', () => {
  it('between two batches it loses nothing, goes on to the same key, and the log has all of them', async () => {
    const ids = await Promise.all(Array.from({ length: 230 }, (_, index) => renamed(4, `Name ${index}`)));
    const ref = await restricted(2);
    const [{ sealed } = { sealed: 0 }] = await reasonKeysInUse(world.db);
    const next = await putNewKeyFirst(settings, 'reasons');
    const vault = openingVault(await ring());
    let done = 0;
    const dying: OpeningVault = {
      open: vault.open,
      seal: async (plain) => {
        if ((done += 1) > sealed - 10) throw new Error('killed');
        return vault.seal(plain);
      },
    };
    await expect(resealReasons(world.worker, dying, next, await heldIds())).rejects.toThrow('killed');
    expect(await reasonKeysInUse(world.db)).toHaveLength(2);
    await useRing();
    expect(await shown(ref)).toBe(REASON);
    expect((await rotate()).said).toContain(`Going on with the change to ${next}.`);
    expect(await reasonKeysInUse(world.db)).toEqual([{ keyId: next, sealed }]);
    expect(sum((await logged()).map(({ resealed }) => resealed))).toBe(sealed);
    for (const index of [0, 99, 200, 229]) expect(await nameOf(ids[index] ?? '')).toBe(`Name ${index}`);
  });

  it('by kill -9 it loses nothing either', async () => {
    const dir = join(root, 'database');
    await world.close();
    const open = await openDatabase({ mode: 'solo', dir });
    await migrateAndSeed(open);
    world = await openWorld('ashwick', open);
    await useRingThroughout();
    const ref = await restricted(2);
    const ids: string[] = [];
    for (let index = 0; index < 450; index += 1) ids.push(await renamed(4, `Name ${index}`));
    const [{ sealed } = { sealed: 0 }] = await reasonKeysInUse(world.db);
    await world.close();
    const child = await startChild('tests/support/processes/rotate-keys.ts', [root, 'reasons']);
    for (let line = '', opened = 0; opened < sealed - 100; line = await child.nextLine())
      opened += line === 'opens one' ? 1 : 0;
    await child.kill('SIGKILL');
    world = await openWorld('ashwick', await openDatabase({ mode: 'solo', dir }));
    await useRing();
    expect(await reasonKeysInUse(world.db)).toHaveLength(2);
    expect(await shown(ref)).toBe(REASON);
    for (const index of [0, 220, 449]) expect(await nameOf(ids[index] ?? '')).toBe(`Name ${index}`);
    expect((await rotate()).code).toBe(0);
    expect(await reasonKeysInUse(world.db)).toEqual([{ keyId: await currentId(), sealed }]);
    expect(await heldIds()).toHaveLength(2);
    expect(await shown(ref)).toBe(REASON);
  }, 120_000);
});

it('a key that is missing is a clear stop before anything is changed', async () => {
  const ref = await restricted(2);
  const stranger = (await readKeys(await makeKeyTexts())).reasons;
  const { box, keyId } = await sealingVault(stranger.current).seal(new TextEncoder().encode('Elsewhere'));
  const { restrictionId } = await restricted(3);
  await world.db
    .update(restrictions)
    .set({ sealedReason: box, keyId })
    .where(eq(restrictions.id, restrictionId));
  const before = await reasonKeysInUse(world.db);
  await expect(rotate()).rejects.toThrow(new RegExp(`${keyId} \\(needed by 1\\).*Nothing was changed`));
  expect(await reasonKeysInUse(world.db)).toEqual(before);
  expect(await logged()).toEqual([]);
  expect(await shown(ref)).toBe(REASON);
});

it('in a cluster what to set is printed by its own variables', async () => {
  const cluster = await makeKeyTexts();
  settings = { mode: 'cluster', dataDir: join(root, 'cluster'), keysDir: null, keyTexts: cluster };
  const vault = openingVault(await ring());
  const { box: sealedReason, keyId } = await vault.seal(new TextEncoder().encode(REASON));
  await world.db.update(restrictions).set({ sealedReason, keyId });
  const { code, said } = await rotate();
  expect([code, await currentId()]).toEqual([0, keyId]);
  const secret = /GATEPOST_KEY_REASONS=(\S+)/.exec(said)?.[1] ?? '';
  expect(said).toMatch(/GATEPOST_KEY_REASONS_PUBLIC=\S+/);
  settings = { ...settings, keyTexts: { ...cluster, reasons: `${secret},${cluster.reasons}` } };
  expect((await rotate()).code).toBe(0);
  expect((await rotate('--retire')).said).toContain(`${keyId} (number 2)`);
});
