// A restriction must not show by elimination. The same afternoon is lived in several schools that differ in one thing: in one a
// safeguarding lead sets a restriction, in the others somebody simply says no. Every page that ordinary staff can open is then
// fetched from each and compared whole: status, headers, bytes.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppLoadContext } from '@remix-run/node';
import { visitLimits } from '#app/adapters/visit-limits.server.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { type RestrictionType, NO_CONDITIONS, type Subject } from '#app/domain/consent/consent-types.ts';
import { readPostFacts, type PostRef } from '#app/domain/posts/load-post-facts.ts';
import { takeDownPost } from '#app/domain/posts/take-down-post.ts';
import { askFromOutside } from '#app/domain/removals/ask-from-outside.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { publicWordOf } from '#app/domain/removals/public-word.ts';
import { giveCode } from '#app/domain/uploads/give-code.ts';
import { startRound } from '#app/domain/views/start-round.ts';
import { openDatabase } from '#db/client.server.ts';
import { practiceId } from '#db/seed/practice-id.ts';
import { createDatabaseStore } from '#sandbox/database-store.server.ts';
import { accountByHand, handedOut } from '#tests/support/by-hand.ts';
import { seededDatabase } from '#tests/support/database.ts';
import { answered, linkFor } from '#tests/support/consent-links.ts';
import { type QueryLog, watchQueries } from '#tests/support/query-log.ts';
import { csvOf, sentImport } from '#tests/support/imports.ts';
import { madeList } from '#tests/support/photo-lists.ts';
import { deliveryIdOf, postIn } from '#tests/support/posts-in-states.ts';
import { answers, started as askedRound } from '#tests/support/rounds.ts';
import { headerAuth, ORIGIN, requestOf, unused } from '#tests/support/web.ts';
import { routeModules, wholeResponse } from '#tests/support/whole-pages.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

const PUPIL = 2;
const pupilId = practiceId(`pupil/ashwick/${PUPIL}`);
const holderId = practiceId(`holder/ashwick/${PUPIL}/0`);
const BASE = '/s/ashwick-lane-primary-school';

/** Ordinary staff, one for each set of permissions: nobody of them may know that there is a restriction. */
const NOBODY = 'nobody signed in';
const ORDINARY = ['teacher', 'new-teacher', 'head', 'deputy', 'comms', 'office', 'governor', NOBODY];

type Way = (world: World) => Promise<unknown>;

const common = (world: World) => ({ schoolId: world.schoolId, pupilId, requestKey: randomUUID() });

const restrict = (type: RestrictionType) => async (world: World) => {
  const set = { ...common(world), type, reason: 'Sealed', reviewOn: null };
  expect(await setRestriction(world.web, await world.staff('dsl'), set)).toMatchObject({ ok: true });
};

const refuse = (subjects: Subject[]) => async (world: World) => {
  const answer = await recordConsent(world.web, await world.staff('office'), {
    ...common(world),
    ...{ holderId, answer: 'refused', subjects, channels: [], purposes: [], accountScope: 'own_school' },
    ...{ eventId: null, conditions: NO_CONDITIONS, answeredOn: '2026-11-18', lastDay: null },
    ...{ method: 'phone', evidence: '', formVersionId: null },
  });
  expect(answer).toMatchObject({ ok: true });
};

/** The ways in which a pupil comes not to be shown at all; the first is the one that must not be told from the others. */
const NOT_AT_ALL: Record<string, Way> = {
  'a restriction': restrict('do_not_publish'),
  'a refusal': refuse([]),
  'anyone’s no': async (world) =>
    recordProvisionalNo(world.web, await world.staff('teacher'), {
      ...common(world),
      method: 'in_person',
      saidBy: 'the pupil',
    }),
};

/** The same for naming alone: photos of the pupil stay as they are. */
const NOT_BY_NAME: Record<string, Way> = {
  'a restriction': restrict('no_name'),
  'a refusal': refuse(['first_name', 'full_name', 'name_with_image']),
};

/** Posts of the pupil in every state that a change can reach, made once and copied into every school. */
async function morning(): Promise<{
  copy(): Promise<{ world: World; queries: QueryLog }>;
  posts: Record<string, PostRef>;
  code: { code: string; codeId: string };
  importId: string;
  accountId: string;
  copyId: string;
  roundId: string;
  requestId: string;
  removalId: string;
  sentKey: string;
  family: { secret: string; receiptId: string };
  close(): Promise<void>;
}> {
  const open = await seededDatabase();
  if (open.kind !== 'embedded') throw new Error('the test copies an embedded database');
  const world = await openWorld('ashwick', { db: open.db, close: open.close });
  const photos = [pupils(pupilId, world.pupil(4), world.pupil(5))];
  const posts: Record<string, PostRef> = {};
  for (const state of [
    'published',
    'draft',
    'in_review',
    'approved',
    'scheduled',
    'held',
    'taken_down',
  ] as const)
    posts[state] = await postIn(world, state, { photos, words: `A day at the farm (${state})` });
  const event = { schoolId: world.schoolId, event: 'Sports day', tripId: null };
  const code = await giveCode(world.web, await world.staff('teacher'), event);
  const rows = [
    ['Pupil ID', 'Photos'],
    ['1', 'No'],
  ];
  const { importId } = await sentImport(world, csvOf(rows));
  const copyId = await madeList(world);
  const roundId = randomUUID();
  const asked = { schoolId: world.schoolId, group: '4 Hazel', missedIn: null, requestKey: roundId };
  await startRound(world.web, await world.staff('teacher'), asked);
  const { secret } = await linkFor(world, 4);
  const sitting = await answered(world, secret, [{ key: 'image_website', answer: 'yes' }]);
  const family = { secret, receiptId: sitting.ok ? sitting.receiptId : '' };
  // Asked on paper, and answered already: what was answered after that is not on the round's page.
  const requestId = await askedRound(world);
  await answers(world, { pupilId, holderId }, 'granted');
  const removal = await logRequest(world.web, await world.staff('office'), {
    ...{ schoolId: world.schoolId, from: 'public', way: 'phone', words: 'Please take it down.' },
    ...{ postId: posts['published']?.postId ?? '', address: '', pupilId: null, requestKey: randomUUID() },
    receivedWall: '2026-11-18T09:00',
  });
  if (!removal.ok) throw new Error(removal.issues.map(({ code: why }) => why).join());
  const removalId = removal.requestId;
  const sentKey = randomUUID();
  const school = { id: world.schoolId, name: 'Ashwick Lane Primary School', zone: 'Europe/London' };
  await askFromOutside(
    world.web,
    school,
    {
      ...{ from: 'parent', name: 'Jo Marlowe', contact: 'jo@marlowe.example', why: '' },
      ...{ address: '', words: 'The photo of the farm, please.', requestKey: sentKey },
    },
    { mayWrite: async () => true },
  );
  // Somebody has it open to publish it by hand at this moment.
  const accountId = await accountByHand(world);
  posts['handed_out'] = await handedOut(world, accountId, { pupil: PUPIL });
  const at = world.clock.now();
  const dump = await open.raw.dumpDataDir('none');
  const copy = async () => {
    const copied = await openDatabase({ mode: 'memory', loadDataDir: dump });
    if (copied.kind !== 'embedded') throw new Error('the test copies an embedded database');
    const queries = watchQueries(copied.raw);
    const twin = await openWorld('ashwick', { db: copied.db, close: copied.close });
    twin.clock.set(at);
    for (const [key, bytes] of world.cleanFiles) twin.cleanFiles.set(key, bytes);
    return { world: twin, queries };
  };
  return {
    copy,
    posts,
    code,
    importId,
    accountId,
    copyId,
    roundId,
    requestId,
    removalId,
    sentKey,
    family,
    close: world.close,
  };
}

let start: Awaited<ReturnType<typeof morning>>;
/** the addresses of the last afternoon, by route */
let lookedAt = new Map<string, string[]>();

beforeAll(async () => {
  start = await morning();
});
afterAll(() => start?.close());

function contextOf(world: World): AppLoadContext {
  const services = {
    deps: world.web,
    auth: headerAuth(world),
    limits: visitLimits({ db: world.db, clock: world.clock, secret: 'a secret of thirty-two characters' }),
    publicOrigin: ORIGIN,
    sandbox: createDatabaseStore(world.db),
    health: unused('health'),
  };
  return { cspNonce: 'nonce', clientAddress: '127.0.0.1', services };
}

/** Ids and references made by chance say nothing; the times and people that a page names do. */
const withoutChance = (text: string, reference: string, known: ReadonlySet<string>): string =>
  text
    .replaceAll(reference || 'no reference', 'REFERENCE')
    .replaceAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g, (id) =>
      known.has(id) ? id : 'made-by-chance',
    );

async function fetched(world: World, request: Request, known: ReadonlySet<string>): Promise<string> {
  const response = await wholeResponse(request, contextOf(world));
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).sort();
  const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const reference = response.headers.get('x-request-reference') ?? '';
  return withoutChance([response.status, ...headers, bytes].join('\n'), reference, known);
}

const postOf = (state: string): string => start.posts[state]?.postId ?? '';

/** Routes that are not looked at, each with why. A new one has to be thought about and named here, or is compared. */
const NOTHING_TO_LOOK_AT: Readonly<Record<string, string>> = {
  's.$school.exports.$exportId.file':
    'takes a form, from the data lead alone; files are compared in subject-export.test',
  's.$school.posts.$postId.add-photo': 'takes a photo, and answers with its id',
  's.$school.posts.$postId.save': 'takes what is typed, and answers with a number',
  's.$school.trips.$tripId.list.phone':
    'takes what a phone asks; what it answers is what the list’s page shows',
  's.$school.trips.$tripId.list.$copyId.phone':
    'takes what a phone asks; what it answers is what the list’s page shows',
};

const DATA_LEAD = 'the data lead’s alone';
const SAFEGUARDING = 'a safeguarding lead’s alone';
const BY_HAND = 'of a post that somebody publishes by hand, and asked here of others first';
const MOVED_ON = 'the change stopped these posts, so it leads to the post’s own page';

/** Routes that open to none of them, each with why. What they answer instead is compared all the same. */
const OPENS_TO_NONE: Readonly<Record<string, string>> = {
  _index: 'leads to the one school of a person',
  'sign-out': 'leads to the door',
  'v.$code': 'leads to the page of an own view',
  'v.ask': 'needs a code that was typed in',
  'sandbox.media.$mediaId': 'the practice platform, which knows nothing of permissions',
  'connect.x.callback': 'the end of a visit to a platform, which nobody here began',
  's.$school.asking-pupils': DATA_LEAD,
  's.$school.consent': DATA_LEAD,
  's.$school.breaches.$breachId': DATA_LEAD,
  's.$school.exports.$exportId._index': DATA_LEAD,
  's.$school.exports._index': DATA_LEAD,
  's.$school.pupils.$pupilId.export': DATA_LEAD,
  's.$school.forms.$formVersionId._index': DATA_LEAD,
  's.$school.forms.$formVersionId.retire': DATA_LEAD,
  's.$school.forms._index': DATA_LEAD,
  's.$school.forms.new': DATA_LEAD,
  's.$school.public-task': DATA_LEAD,
  's.$school.pupils.$pupilId.lift': DATA_LEAD,
  's.$school.pupils.$pupilId.why': DATA_LEAD,
  's.$school.pictures._index': DATA_LEAD,
  's.$school.pictures.$postId.$postPhotoId': DATA_LEAD,
  's.$school.names._index': SAFEGUARDING,
  's.$school.names.$nameChangeId': SAFEGUARDING,
  's.$school.pupils.$pupilId.restrictions': SAFEGUARDING,
  's.$school.safeguarding': SAFEGUARDING,
  's.$school.posts.$postId.review': MOVED_ON,
  's.$school.posts.$postId.schedule': MOVED_ON,
  's.$school.posts.$postId.take-down': MOVED_ON,
  's.$school.posts.$postId.hand-over._index': BY_HAND,
  's.$school.posts.$postId.hand-over.answer': BY_HAND,
  's.$school.posts.$postId.unlisted.$postPhotoId':
    'of a photo of the draft, and asked here of other posts first',
  's.$school.trips.$tripId.posts': 'of a trip with nights away, and this one has none',
};

const isLookedAt = (name: string): boolean => {
  const module = routeModules.get(name);
  return module !== undefined && ('loader' in module || 'default' in module);
};

/** Every address that can be asked for: each route there is, with each of the things it may be about. */
function addresses(versionIds: readonly string[], postPhotoId: string): string[] {
  return [...new Set([...addressesByRoute(versionIds, postPhotoId).values()].flat()), ...SEARCHES()];
}

const SEARCHES = (): string[] => [
  `${BASE}/pupils/${pupilId}?all`,
  `${BASE}/pupils/${pupilId}?for=trip`,
  `${BASE}/pupils/${pupilId}?for=press&all`,
  `${BASE}/pupils?class=4%20Hazel`,
  `${BASE}/posts/${postOf('held')}`,
  `${BASE}/posts/${postOf('in_review')}`,
  `${BASE}/posts/${postOf('in_review')}/review`,
  `${BASE}/posts/${postOf('scheduled')}/schedule`,
  `${BASE}/posts/${postOf('handed_out')}`,
  `${BASE}/posts/${postOf('handed_out')}/hand-over`,
  `${BASE}/posts/${postOf('handed_out')}/hand-over/answer`,
  `${BASE}/notices?all`,
  `${BASE}/check-use?who=class%3A4%20Hazel&place=display&purpose=celebration`,
  `${BASE}/check-use?who=trip%3A${practiceId('trip/ashwick/over')}&place=x&purpose=trip`,
];

/** Opens of a post that is gone alone. */
const CORRECTING = 's.$school.posts.$postId.correct';

function addressesByRoute(versionIds: readonly string[], postPhotoId: string): Map<string, string[]> {
  const values: Record<string, readonly string[]> = {
    ':school': ['ashwick-lane-primary-school'],
    ':postId': [postOf('published'), postOf('approved'), postOf('draft')],
    ':pupilId': [pupilId],
    ':tripId': [practiceId('trip/ashwick/over')],
    ':versionId': versionIds,
    ':postPhotoId': [postPhotoId],
    ':mediaId': ['1'],
    ':code': [start.code.code],
    ':codeId': [start.code.codeId],
    ':importId': [start.importId],
    ':accountId': [start.accountId],
    ':list': ['suppliers'],
    ':copyId': [start.copyId],
    ':roundId': [start.roundId],
    ':requestId': [start.requestId],
    ':removalId': [start.removalId],
    ':word': [publicWordOf({ id: practiceId('school/ashwick'), name: 'Ashwick Lane Primary School' })],
    ':sentKey': [start.sentKey],
    ':token': [start.family.secret],
    ':receiptId': [start.family.receiptId],
    // The data lead's alone.
    ':formVersionId': [practiceId('form/ashwick/2/en-GB')],
    ':exportId': [start.roundId],
    ':breachId': [start.roundId],
    // A safeguarding lead's alone: ordinary staff have no such door.
    ':nameChangeId': [start.roundId],
  };
  const pathsOf = (name: string): string[] => {
    const parts = name.split('.').filter((part) => part !== '_index');
    const paths = parts.reduce<string[]>(
      (before, part) => {
        const key = part.replace(/^\$/, ':');
        const also = name === CORRECTING && key === ':postId' ? [postOf('taken_down')] : [];
        const options = key.startsWith(':') ? values[key]?.concat(also) : [part];
        if (!options) throw new Error(`say which ${key} to ask for`);
        return before.flatMap((path) => options.map((option) => `${path}/${option}`));
      },
      [''],
    );
    return paths.map((path) => path || '/');
  };
  return new Map([...routeModules.keys()].filter(isLookedAt).map((name) => [name, pathsOf(name)]));
}

/** The afternoon: one change, then the worker takes down what is to come down. Every page of everybody at once; then those that moved. */
async function live(change: Way, people: readonly string[]): Promise<Map<string, string>> {
  const { world, queries } = await start.copy();
  const ref = start.posts['published'] as PostRef;
  const { photos } = await readPostFacts(world.db, ref, world.clock.now());
  const draft = await readPostFacts(world.db, start.posts['draft'] as PostRef, world.clock.now());
  const versionIds = photos.flatMap((photo) => photo.version?.id ?? []);
  const known = new Set([pupilId, ...Object.values(start.posts).map(({ postId }) => postId), ...versionIds]);
  const pages = new Map<string, string>();
  const look = async (moment: string, who: string, path: string, form?: Record<string, string>) => {
    const request = requestOf(path, {
      ...(who === NOBODY ? {} : { as: `ashwick/${who}` }),
      headers: { host: '127.0.0.1:3000' },
      ...(form ? { form } : {}),
    });
    queries.taken();
    const whole = await fetched(world, request, known);
    // What was asked of the database belongs to the answer: more work for one cause could be timed.
    pages.set(`${moment}, ${who}: ${path}`, [whole, ...queries.taken()].join('\n'));
  };

  lookedAt = addressesByRoute(versionIds, draft.photos[0]?.postPhotoId ?? '');
  world.clock.advance(60_000);
  await change(world);
  for (const who of people) {
    for (const path of addresses(versionIds, draft.photos[0]?.postPhotoId ?? ''))
      await look('at once', who, path);
    await look('at once', who, `${BASE}/trips/${practiceId('trip/ashwick/over')}/list/phone`, {
      requestKey: randomUUID(),
    });
    await look('at once', who, `${BASE}/pupils?index`, { typed: 'zara' });
  }
  world.clock.advance(60_000);
  await takeDownPost(world.worker, { ...ref, deliveryId: await deliveryIdOf(world, ref) });
  for (const who of people)
    for (const path of [BASE, `${BASE}/notices`, `${BASE}/posts/${ref.postId}`, `${BASE}/pupils/${pupilId}`])
      await look('once it is down', who, path);
  await world.close();
  return pages;
}

/** Pages that differ, with the line in which they first do. */
function differences(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  expect([...one.keys()]).toEqual([...other.keys()]);
  return [...one].flatMap(([page, whole]) => {
    const theirs = other.get(page) ?? '';
    if (theirs === whole) return [];
    const at = [...whole].findIndex((letter, index) => letter !== theirs[index]);
    return [`${page}\n  ${whole.slice(at - 60, at + 120)}\n  ${theirs.slice(at - 60, at + 120)}`];
  });
}

const AFTERNOON_MS = 300_000;

describe.each([
  ['not to be shown at all', NOT_AT_ALL, ORDINARY],
  ['not to be named', NOT_BY_NAME, ['teacher', 'office']],
] as const)('a pupil who is %s', (_how, ways, people) => {
  const [[, restriction], ...others] = Object.entries(ways) as [[string, Way], ...[string, Way][]];
  let restricted: Map<string, string>;
  beforeAll(async () => {
    restricted = await live(restriction, people);
  }, AFTERNOON_MS);

  it.each(others)(
    'looks the same to ordinary staff on every page as with %s',
    async (_name, change) => {
      expect(differences(restricted, await live(change, people))).toEqual([]);
      const opened = [...restricted.values()].filter((whole) => whole.startsWith('200'));
      expect(opened.length).toBeGreaterThan(12 * people.length);
      // The comparison holds what was asked of the database too.
      expect(opened.filter((whole) => whole.includes('\nselect ')).length).toBeGreaterThan(opened.length / 2);
    },
    AFTERNOON_MS,
  );
});

describe('the comparison itself', () => {
  it('leaves out no route but those known to show nothing', () => {
    const left = [...routeModules.keys()].filter((name) => !isLookedAt(name));
    expect(left.sort()).toEqual(Object.keys(NOTHING_TO_LOOK_AT).sort());
  });

  it(
    'opens every route to somebody, but for those that are known to be others’',
    async () => {
      const pages = await live(refuse([]), ORDINARY);
      const opened = new Set(
        [...pages].flatMap(([page, whole]) =>
          whole.startsWith('200') ? [page.slice(page.indexOf(': ') + 2).split('?')[0] ?? ''] : [],
        ),
      );
      const closed = [...lookedAt].filter(([, paths]) => !paths.some((path) => opened.has(path)));
      expect(closed.map(([name]) => name).sort()).toEqual(Object.keys(OPENS_TO_NONE).sort());
    },
    AFTERNOON_MS,
  );

  it(
    'reaches the pages on which it matters, and would see a difference there',
    async () => {
      const people = ['teacher', 'comms', 'office'];
      const refused = await live(refuse([]), people);
      const untouched = await live(async () => undefined, people);
      const differ = differences(refused, untouched).map((line) => line.split('\n')[0]);
      for (const page of [
        `at once, office: ${BASE}/pupils/${pupilId}`,
        `at once, teacher: ${BASE}/trips/${practiceId('trip/ashwick/over')}`,
        `at once, teacher: ${BASE}/posts/${postOf('approved')}`,
        `at once, comms: ${BASE}`,
        `once it is down, comms: ${BASE}/posts/${postOf('published')}`,
      ])
        expect(differ).toContain(page);
    },
    AFTERNOON_MS,
  );
});
