// The page on which staff choose what they get by e-mail, and the one on which they see it in practice: each person's own, and nobody
// else's.
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as page from '#app/routes/s.$school.my-mail.tsx';
import * as practice from '#app/routes/sandbox.messages.tsx';
import { staffMailBoxes } from '#db/schema/staff-mails.ts';
import { trusts } from '#db/schema/school.ts';
import { PRACTICE_TRUST, userId } from '#db/seed/practice-people.ts';
import { ADDRESS, nothingToTell, sweepStaffMails, told } from '#tests/support/staff-mails.ts';
import { openWeb, ORIGIN, responseOf, type Web } from '#tests/support/web.ts';

const SCHOOL = 'ashwick-lane-primary-school';
const CHOSEN = { intent: 'save', needsYou: 'daily', quietFrom: '16:30', quietUntil: '08:15' };

let web: Web;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const args = (as: string, form?: Record<string, string>) =>
  web.args(`/s/${SCHOOL}/my-mail`, { as, params: { school: SCHOOL }, ...(form ? { form } : {}) }) as never;
const shown = async (as: string) => (await responseOf(() => page.loader(args(as)))).json();
const press = (as: string, form: Record<string, string>) => responseOf(() => page.action(args(as, form)));
const boxOf = async (who: string) => {
  const [box] = await web.world.db
    .select()
    .from(staffMailBoxes)
    .where(eq(staffMailBoxes.userId, userId(who)));
  return box;
};

describe('what one gets by e-mail', () => {
  it('begins with what needs one soon, and evenings and weekends in peace', async () => {
    expect(await shown('ashwick/deputy')).toMatchObject({
      needsYou: 'at_once',
      quiet: { from: '18:00', until: '07:30', weekends: true },
      zone: 'UK time',
      refused: null,
      comesBack: [],
    });
    // Looking at the page writes nothing.
    expect(await boxOf('ashwick/deputy')).toBeUndefined();
  });

  it('is chosen with one form, for oneself alone, and the same form twice changes nothing more', async () => {
    for (let time = 0; time < 2; time++) {
      const saved = await press('ashwick/teacher', CHOSEN);
      expect([saved.status, saved.headers.get('location')]).toEqual([302, `/s/${SCHOOL}/my-mail?note=saved`]);
    }
    expect(await shown('ashwick/teacher')).toMatchObject({
      address: ADDRESS.teacher,
      needsYou: 'daily',
      quiet: { from: '16:30', until: '08:15', weekends: false },
    });
    expect(await shown('ashwick/dsl')).toMatchObject({ needsYou: 'at_once', quiet: { from: '18:00' } });
    const weekend = await press('ashwick/teacher', { ...CHOSEN, quietWeekends: 'yes' });
    expect(weekend.status).toBe(302);
    expect(await shown('ashwick/teacher')).toMatchObject({ quiet: { weekends: true } });
  });

  it('keeps what was typed beside a sentence when a time is none', async () => {
    const before = await boxOf('ashwick/office');
    const refused = await press('ashwick/office', { ...CHOSEN, quietFrom: 'teatime' });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      errors: { quietFrom: 'Give a time such as 18:00.' },
      quiet: { from: 'teatime', until: '08:15' },
    });
    expect(await boxOf('ashwick/office')).toEqual(before);
  });

  it('offers nothing about what is urgent, whatever is sent', async () => {
    for (const needsYou of ['off', 'urgent_off', ''])
      expect((await press('ashwick/head', { ...CHOSEN, needsYou })).status).toBe(400);
    expect((await press('ashwick/head', { ...CHOSEN, intent: 'no_urgent' })).status).toBe(400);
  });
});

describe('an address to which e-mail comes back', () => {
  it('is named to whoever looks after access and to nobody else, until its owner says that it works', async () => {
    const refusedAt = web.world.clock.now();
    await web.world.db
      .insert(staffMailBoxes)
      .values({ trustId: PRACTICE_TRUST.id, userId: userId('ashwick/comms'), refusedAt });
    const who = { userId: userId('ashwick/comms'), name: 'Ellie Marchetti', email: ADDRESS.comms };
    expect(await shown('trust/admin')).toMatchObject({ comesBack: [who] });
    expect(await shown('ashwick/head')).toMatchObject({ comesBack: [who] });
    for (const as of ['ashwick/teacher', 'ashwick/comms', 'ashwick/office', 'ashwick/governor'])
      expect(await shown(as)).toMatchObject({ comesBack: [] });
    const other = 'harrowdean-high-school';
    const there = web.args(`/s/${other}/my-mail`, { as: 'harrowdean/head', params: { school: other } });
    expect(await (await responseOf(() => page.loader(there as never))).json()).toMatchObject({
      comesBack: [],
    });

    expect((await shown('ashwick/comms')).refused).toEqual(expect.any(String));
    // Nobody can say it for somebody else.
    await press('ashwick/head', { intent: 'works_again' });
    expect((await boxOf('ashwick/comms'))?.refusedAt).toEqual(refusedAt);
    expect((await press('ashwick/comms', { intent: 'works_again' })).status).toBe(302);
    expect(await shown('ashwick/comms')).toMatchObject({ refused: null });
    expect(await shown('ashwick/head')).toMatchObject({ comesBack: [] });
  });
});

describe('practice e-mail', () => {
  const listOf = (as: string) =>
    responseOf(() => practice.loader(web.args('/sandbox/messages', { as }) as never));

  it('shows each person what they would have got, and nobody what another got', async () => {
    const { world } = web;
    await nothingToTell(world);
    await told(world, 'ashwick/head', 'takedown_failed');
    await sweepStaffMails(world);
    const { messages } = await (await listOf('ashwick/head')).json();
    expect(messages).toHaveLength(1);
    expect(messages[0].subject).toBe('Gatepost: you are needed now');
    expect(messages[0].lines).toContain(`${ORIGIN}/s/${SCHOOL}/notices`);
    for (const as of ['ashwick/teacher', 'harrowdean/head', 'trust/admin'])
      expect((await (await listOf(as)).json()).messages).toEqual([]);
  });

  it('is nowhere but in practice, and for nobody who is not signed in', async () => {
    const { world } = web;
    const nobody = web.args('/sandbox/messages', {}) as never;
    expect((await responseOf(() => practice.loader(nobody))).status).toBe(302);
    await world.db.update(trusts).set({ practice: false });
    const { status } = await listOf('ashwick/head');
    await world.db.update(trusts).set({ practice: true });
    expect(status).toBe(404);
  });
});
