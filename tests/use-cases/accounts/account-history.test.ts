// What the log says of an account: in order, of this account and this school alone, the newest renewal for all of them, and only for those
// who connect, approve or answer for accounts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAccountHistory } from '#app/domain/accounts/account-history.ts';
import { accountsOfSchool } from '#db/queries/schools.server.ts';
import { inOneTransaction } from '#app/domain/work.ts';
import { PRACTICE_SCHOOLS } from '#db/seed/practice-people.ts';
import { openWorld, type World } from '#tests/support/world.ts';

let world: World;
let accountId: string;
beforeAll(async () => {
  world = await openWorld();
  accountId = (await accountsOfSchool(world.db, world))[0]?.id ?? '';
});
afterAll(() => world.close());

const history = async (as: string, of: { schoolId?: string; accountId?: string } = {}) => {
  const person = await world.staff(as);
  const where = { schoolId: world.schoolId, trustId: person.trustId, accountId, ...of };
  return readAccountHistory(world.db, person, where, world.clock.now());
};

test('is told in order, with the newest renewal alone, and never more than sixty things besides', async () => {
  const of = { schoolId: world.schoolId, accountId };
  const head = await world.staff('head');
  await inOneTransaction(world.web, { kind: 'system', name: 'system:tests' }, (work) => {
    for (let version = 1; version <= 3; version++)
      work.record({ type: 'account.access_renewed', ...of, version });
    return Promise.resolve();
  });
  await inOneTransaction(world.web, head, (work) => {
    for (let time = 0; time < 61; time++) work.record({ type: 'account.disconnected', ...of });
    work.record({ type: 'account.closed', ...of });
    return Promise.resolve();
  });
  const told = (await history('comms')) ?? [];
  const renewals = told.flatMap(({ event }) =>
    event.type === 'account.access_renewed' ? [event.version] : [],
  );
  expect(renewals).toEqual([3]);
  expect(told).toHaveLength(61);
  expect(told.at(-1)).toMatchObject({
    event: { type: 'account.closed' },
    by: { id: head.userId, name: head.name },
  });
  expect(told[0]).toMatchObject({ event: { type: 'account.access_renewed' }, by: null });
  expect(told.map(({ seq }) => seq)).toEqual([...told.map(({ seq }) => seq)].sort((a, b) => a - b));
});

test('is of this account and this school alone', async () => {
  expect(await history('comms', { accountId: world.trip('over') })).toEqual([]);
  const other = await world.staff('both/teacher-and-comms');
  const where = { schoolId: PRACTICE_SCHOOLS.harrowdean.id, trustId: other.trustId, accountId };
  expect(await readAccountHistory(world.db, other, where, world.clock.now())).toEqual([]);
});

test.each(['teacher', 'office', 'data'])('is not for the %s', async (who) => {
  expect(await history(who)).toBeNull();
});
