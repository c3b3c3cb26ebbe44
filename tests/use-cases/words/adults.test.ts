// Adults and accounts in words, by the records: permissions as they stand now and when it goes out, the register, and the school’s own
// pupils.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endAdultPermission } from '#app/domain/adults/end-adult-permission.ts';
import { recordAdultPermission } from '#app/domain/adults/record-adult-permission.ts';
import type { Subject } from '#app/domain/consent/consent-vocabulary.ts';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { findPupil } from '#db/queries/pupils.server.ts';
import { draftPost, openWorld, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function codes(words: string): Promise<string[]> {
  const ref = await draftPost(world, { photos: [], words });
  const { words: found } = await readPostFacts(world.db, ref, world.clock.now());
  return found.working.flatMap(({ check, code }) => (check === 'T-05' || check === 'T-07' ? [code] : []));
}

async function permit(
  name: string,
  subjects: Subject[],
  differs: { firstDay?: string; lastDay?: string } = {},
) {
  const done = await recordAdultPermission(world.web, await world.staff('office'), {
    ...{
      schoolId: world.schoolId,
      name,
      kind: 'visitor',
      subjects,
      channels: ['x'],
      purposes: [],
      tripId: null,
    },
    ...{ evidence: 'E-mail, office folder', firstDay: '2026-11-01', lastDay: null, requestKey: randomUUID() },
    ...differs,
  });
  if (!done.ok) throw new Error(done.issues.map(({ code }) => code).join());
  return done.adultPermissionId;
}

describe('an adult', () => {
  it('who works here stops a post until they agree to be named', async () => {
    expect(await codes('Thank you, Mr Ridley')).toEqual(['adult_named_without_permission']);
    expect(await codes('Thank you, Tom Ridley')).toEqual(['adult_named_without_permission']);
  });

  it('may be named once it is on record, in as much as they agreed to, until they take it back', async () => {
    const id = await permit('Zofia Brzęk', ['full_name']);
    expect(await codes('Thank you, Zofia Brzek and Ms Brzęk')).toEqual([]);
    const scope = { schoolId: world.schoolId, adultPermissionId: id };
    await endAdultPermission(world.web, await world.staff('office'), { ...scope, withdrawn: true });
    expect(await codes('Thank you, Ms Brzęk')).not.toEqual([]);
    await permit('Dilys Frayne', ['first_name']);
    expect(await codes('Thank you, Mrs Frayne')).toEqual([]);
    expect(await codes('Thank you, Dilys Frayne')).toEqual(['adult_named_without_permission']);
    await permit('Owen Tarrant', ['image']);
    expect(await codes('Thank you, Mr Tarrant')).toEqual(['adult_named_without_permission']);
  });

  it('nobody knows is asked about', async () => {
    expect(await codes('Thank you, Mrs Ramsbottom')).toEqual(['adult_not_on_record']);
  });
});

describe('an account', () => {
  it('of the register passes, of another school of the trust too', async () => {
    expect(await codes('Follow @AshwickLanePri and @HarrowdeanHigh')).toEqual([]);
  });

  it('with a pupil’s name is theirs, with a colleague’s is theirs, and any other is unknown', async () => {
    const pupil = await findPupil(world.db, world, world.pupil(0));
    const handle = `${pupil?.legalForename}_${pupil?.legalSurname}7`.replaceAll(/[^A-Za-z0-9_]/g, '');
    expect(await codes(`Look at @${handle}`)).toEqual(['pupil_handle']);
    expect(await codes('Look at @missnair4')).toEqual(['staff_handle']);
    expect(await codes('Look at @quite_unknown')).toEqual(['unknown_handle']);
  });
});
