// A storm over X: the practice platform, whose faults are the weather's and whose new posts are on no timeline for a while.
import { accounts } from '#db/schema/accounts.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import type { Faults } from '#sandbox/faults.ts';
import { startSandbox } from '#sandbox/start-sandbox.server.ts';
import type { SandboxStore } from '#sandbox/store.ts';
import type { OpenNetwork } from './network.ts';
import { KINDS, stormy, type Trouble, type Weather } from './weather.ts';

/** Longest that a post is on no timeline, in ms of the storm's: less than the quiet time. */
const LAG_MS = 300_000;

const TIMELINE = /^\/2\/users\/\d+\/tweets$/;

const ROUTES = [
  'GET /2/users/:id/tweets',
  'POST /2/media/upload/initialize',
  'POST /2/media/upload/:id/append',
  'POST /2/media/upload/:id/finalize',
  'POST /2/media/upload',
  'GET /2/media/upload',
  'POST /2/media/metadata',
  'POST /2/tweets',
  'GET /2/tweets/:id',
  'DELETE /2/tweets/:id',
];

/** Pace is not what a storm tries. */
export const UNLIMITED = Object.fromEntries(ROUTES.map((route) => [route, 1_000_000]));

/** The weather as faults of the practice platform: over create calls and timelines. */
export const faultsOf = (weather: Weather<Trouble>): Faults => ({
  take(method, path) {
    const trouble =
      method === 'GET' && TIMELINE.test(path)
        ? weather.look()
        : method === 'POST' && path === '/2/tweets'
          ? weather.create()
          : null;
    return trouble && { path, ...trouble };
  },
});

/** Takes: whether the platform refuses equal words. */
export const onX =
  (duplicates: boolean): OpenNetwork =>
  async ({ world: { db }, draw, now }) => {
    const weather = stormy(draw, KINDS);
    const store = createDatabaseStore(db);
    const sandbox = await startSandbox({
      ...{ store: lagging(store, draw, LAG_MS), now, faults: faultsOf(weather) },
      ...{ rules: { duplicates }, limits: UNLIMITED },
    });
    return {
      ...{ platform: 'x', url: sandbox.url, draft: { tripId: null }, count: weather.count },
      async shown() {
        const users = await db.select({ user: accounts.platformUserId }).from(accounts);
        const timelines = users.map(({ user }) => (user ? store.listTimeline(user, 100_000) : []));
        return (await Promise.all(timelines)).flat().map(({ id, words, photos }) => ({
          ...{ id, words },
          altTexts: photos.map(({ altText }) => altText),
        }));
      },
      renewals: async () => 0,
      close: () => sandbox.close(),
    };
  };

/** The same store, whose posts are on no timeline for up to `mostMs`, three in ten at once. */
const lagging = (store: SandboxStore, draw: () => number, mostMs: number): SandboxStore => ({
  ...store,
  addPost: (post, rule) => {
    const lag = draw() < 0.3 ? 0 : draw() * mostMs;
    return store.addPost({ ...post, visibleAt: new Date(post.createdAt.getTime() + lag) }, rule);
  },
});
