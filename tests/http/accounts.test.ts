// The account's pages over HTTP: who sees which step, what the way back from the platform keeps and shows, and that a secret stands in no address
// of ours.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionsOfAccount } from '#db/queries/account-connections.server.ts';
import { action as press, loader as page } from '#app/routes/s.$school.register.$accountId.tsx';
import { action as add, loader as blank } from '#app/routes/s.$school.register.new.tsx';
import { loader as list } from '#app/routes/s.$school.register._index.tsx';
import { loader as home } from '#app/routes/s.$school._index.tsx';
import { loader as callback } from '#app/routes/connect.x.callback.tsx';
import {
  approvedAccount,
  askedAccount,
  connectedAccount,
  newOnX,
  type RealAccount,
  realTrust,
  workerCarriesOn,
} from '#tests/support/real-accounts.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';

let web: Web;
beforeAll(async () => {
  web = await openWeb();
  await realTrust(web.world);
});
afterAll(() => web.close());

const school = 'ashwick-lane-primary-school';
const at = (account: RealAccount) => ({ school, accountId: account.accountId });
const open = async (account: RealAccount, as: string) => {
  const answer = await responseOf(() => page(web.args('/s/x', { as, params: at(account) })));
  expect(answer.status).toBe(200);
  return (await answer.json()) as Awaited<ReturnType<typeof page>>;
};
const pressed = (account: RealAccount, as: string, form: Record<string, string>) =>
  responseOf(() => press(web.args('/s/x', { as, params: at(account), form })));
const decision = async (account: RealAccount) => {
  const { step } = await open(account, 'ashwick/head');
  if (step.do !== 'decide') throw new Error(step.do);
  return { connectionId: step.connectionId, handle: step.handle, scopes: step.scopes };
};
const homeOf = async (as: string) => {
  const answer = await responseOf(() => home(web.args('/s/x', { as, params: { school } })));
  return (await answer.json()) as { accountsWaiting: { id: string; title: string }[] };
};
const begin = async (account: RealAccount) => {
  const { step } = await open(account, 'ashwick/comms');
  if (step.do !== 'visit') throw new Error(step.do);
  const answer = await pressed(account, 'ashwick/comms', {
    intent: 'start',
    connectionId: step.connectionId,
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { goTo } = (await answer.json()) as { goTo: string };
  return new URL(goTo);
};
const comeBack = (query: Record<string, string>, as?: string) =>
  responseOf(() =>
    callback(web.args(`/connect/x/callback?${new URLSearchParams(query).toString()}`, as ? { as } : {})),
  );

describe('the way from asking to a connection, page by page', () => {
  test('each person sees their own step and nobody else’s', async () => {
    const on = newOnX();
    const form = {
      ...{
        platform: 'x',
        handle: on.handle,
        displayName: 'Ashwick Lane',
        purpose: 'News',
        audience: 'Families',
      },
      ownerId:
        (
          (await (
            await responseOf(() => blank(web.args('/s/x', { as: 'ashwick/comms', params: { school } })))
          ).json()) as {
            owners: { value: string }[];
          }
        ).owners[0]?.value ?? '',
      requestKey: crypto.randomUUID(),
    };
    const added = await responseOf(() =>
      add(web.args('/s/x', { as: 'ashwick/comms', params: { school }, form })),
    );
    const accountId = added.headers.get('location')?.split('/').at(-1) ?? '';
    expect(accountId).toBe(form.requestKey);
    const account = { schoolId: web.world.schoolId, accountId, ...on };
    expect((await open(account, 'ashwick/comms')).step.do).toBe('nothing');
    expect((await open(account, 'ashwick/teacher')).step.do).toBe('nothing');
    expect((await homeOf('ashwick/head')).accountsWaiting.map(({ id }) => id)).toContain(accountId);
    expect((await homeOf('ashwick/teacher')).accountsWaiting).toEqual([]);

    await pressed(account, 'ashwick/head', { intent: 'approve', ...(await decision(account)) });
    expect((await open(account, 'ashwick/head')).refusal?.sentence).toContain('You approved this');
    expect((await homeOf('ashwick/comms')).accountsWaiting.map(({ id }) => id)).toContain(accountId);

    const address = await begin(account);
    const state = address.searchParams.get('state') ?? '';
    const back = await comeBack({ state, code: web.world.connector.allow(account) }, 'ashwick/comms');
    expect(back.status).toBe(303);
    expect(back.headers.get('location')).toBe(`/s/${school}/register/${accountId}`);
    expect((await open(account, 'ashwick/comms')).asking).toBe(true);
    await workerCarriesOn(web.world);
    const done = await open(account, 'ashwick/teacher');
    expect(done).toMatchObject({
      asking: false,
      standing: { title: 'Connected to X.' },
      mayDisconnect: false,
    });
    // Whoever only looks accounts up reads how it stands, and no history.
    expect(done.story).toBeNull();
    const { story } = await open(account, 'ashwick/head');
    expect(story?.map(({ who, says }) => [who?.name ?? null, says])).toEqual([
      ['Ellie Marchetti', 'put it into the register.'],
      ['Ellie Marchetti', 'asked for approval of a connection.'],
      ['Ngozi Okafor', 'approved the account.'],
      ['Ellie Marchetti', 'went on to X to allow it.'],
      [null, 'It was connected to X.'],
    ]);
    expect(story?.[2]).toMatchObject({
      who: { you: true },
      when: { text: expect.stringMatching(/UK time$/) as string },
    });
    expect(JSON.stringify(story)).not.toContain(state);
    expect(done.rights).toHaveLength(5);
    expect((await open(account, 'ashwick/dsl')).mayDisconnect).toBe(true);
  });

  test('a form that is not filled in comes back with a sentence for each field', async () => {
    const form = {
      ...{ platform: 'x', handle: 'not a handle', displayName: '', purpose: '', audience: '', ownerId: '' },
      requestKey: crypto.randomUUID(),
    };
    const answer = await responseOf(() =>
      add(web.args('/s/x', { as: 'ashwick/comms', params: { school }, form })),
    );
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as { errors: Record<string, string> };
    expect(Object.keys(errors).sort()).toEqual(['audience', 'displayName', 'handle', 'ownerId', 'purpose']);
  });

  test('a platform without a connection needs the approval alone', async () => {
    const form = {
      ...{
        platform: 'facebook',
        handle: `Page ${crypto.randomUUID()}`,
        displayName: 'Ours',
        purpose: 'News',
      },
      ...{
        audience: 'Families',
        ownerId: (await web.world.staff('comms')).userId,
        requestKey: crypto.randomUUID(),
      },
    };
    await responseOf(() => add(web.args('/s/x', { as: 'ashwick/comms', params: { school }, form })));
    const account = {
      schoolId: web.world.schoolId,
      accountId: form.requestKey,
      handle: form.handle,
      platformUserId: '',
    };
    await pressed(account, 'ashwick/head', { intent: 'approve', ...(await decision(account)) });
    expect(await open(account, 'ashwick/comms')).toMatchObject({
      title: form.handle,
      step: { do: 'nothing' },
      rights: [],
      standing: { title: 'Approved. Posts go onto it by hand.' },
    });
  });
});

describe('the way back from the platform', () => {
  test('keeps nothing, tells the next page nothing, and answers a stranger’s visit like none', async () => {
    const account = await approvedAccount(web.world);
    const state = (await begin(account)).searchParams.get('state') ?? '';
    const code = web.world.connector.allow(account);
    const others = [
      await comeBack({ state, code }, 'ashwick/head'),
      await comeBack({ state, code }, 'harrowdean/head'),
      await comeBack({ state: 'made-up', code }, 'ashwick/comms'),
      await comeBack({}, 'ashwick/comms'),
    ];
    for (const answer of others) {
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe('null');
    }
    const nobody = await comeBack({ state, code });
    expect(nobody.status).toBe(401);
    expect(nobody.headers.get('location')).toBeNull();
    const mine = await comeBack({ state, code }, 'ashwick/comms');
    for (const answer of [...others, nobody, mine]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    }
    expect(mine.headers.get('location')).not.toContain(code);
    expect(JSON.stringify(web.world.lines)).not.toContain(code);
  });

  test('somebody who said no there reads so on the page, and can begin again', async () => {
    const account = await approvedAccount(web.world);
    const state = (await begin(account)).searchParams.get('state') ?? '';
    await comeBack({ state, error: 'access_denied' }, 'ashwick/comms');
    expect(await open(account, 'ashwick/comms')).toMatchObject({
      step: { do: 'visit' },
      lastTry: { sentence: 'Somebody said no on the platform’s own page.' },
    });
  });
});

describe('what stands where a button would', () => {
  test('an installation that is not ready says what is missing and who can put it right', async () => {
    const account = await approvedAccount(web.world);
    const connecting = web.services.deps.connecting;
    Object.assign(web.services.deps, {
      connecting: { ...connecting, barriers: ['second_factor_unconfirmed'] },
    });
    try {
      const shown = await open(account, 'ashwick/comms');
      expect(shown.step.do).toBe('nothing');
      expect(shown.refusal?.todo).toContain('GATEPOST_GOING_LIVE');
      const [request] = await connectionsOfAccount(web.world.db, account, account.accountId);
      const forced = await pressed(account, 'ashwick/comms', {
        intent: 'start',
        connectionId: request?.id ?? '',
      });
      expect(forced.status).toBe(403);
      expect(((await forced.json()) as { refused: string }).refused).toContain(shown.refusal?.sentence);
    } finally {
      Object.assign(web.services.deps, { connecting });
    }
  });

  test('nobody decides what they asked for: the page says who can', async () => {
    const account = await askedAccount(web.world);
    const forced = await pressed(account, 'ashwick/comms', {
      ...(await decision(account)),
      intent: 'approve',
    });
    expect(forced.status).toBe(403);
    const connected = await connectedAccount(web.world);
    expect((await open(connected, 'ashwick/comms')).connection.map(({ label }) => label)).toEqual([
      'Connected',
      'Approved by',
      'Last proved good',
      'Until',
    ]);
  });

  test('the register names every account and offers adding only to those who may', async () => {
    const shown = async (as: string) => {
      const answer = await responseOf(() => list(web.args('/s/x', { as, params: { school } })));
      return (await answer.json()) as { mayAdd: boolean; rows: { handle: string }[] };
    };
    expect((await shown('ashwick/comms')).mayAdd).toBe(true);
    const governor = await shown('ashwick/governor');
    expect(governor.mayAdd).toBe(false);
    expect(governor.rows.length).toBeGreaterThan(0);
  });
});
