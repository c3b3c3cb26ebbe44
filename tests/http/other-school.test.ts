// One school can never see another's pupils, posts or photos: every route module there is, found by its file, is asked by a
// person of the other school, and must answer exactly as it does about something that does not exist.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { requestTakedown } from '#app/domain/posts/request-takedown.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { logRequest } from '#app/domain/removals/log-request.ts';
import { giveCode } from '#app/domain/uploads/give-code.ts';
import { startRound } from '#app/domain/views/start-round.ts';
import { breachesOfSchool } from '#db/queries/breaches.server.ts';
import { nameChanges } from '#db/schema/consent-ground.ts';
import { questionsId } from '#tests/support/consent-links.ts';
import { askedExport } from '#tests/support/exports.ts';
import { csvOf, sentImport } from '#tests/support/imports.ts';
import { started } from '#tests/support/rounds.ts';
import { madeList } from '#tests/support/photo-lists.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { openWeb, responseOf, type Web } from '#tests/support/web.ts';
import { approvedPost, type World } from '#tests/support/world.ts';

interface RouteModule {
  loader?: (args: never) => unknown;
  action?: (args: never) => unknown;
}

const modules = import.meta.glob<RouteModule>('/app/routes/**/*.{ts,tsx}', { eager: true });

/** Routes that belong to no school, each with how it is kept apart. A new one has to be thought about and named here. */
const WITHOUT_SCHOOL: Readonly<Record<string, string>> = {
  _index: 'lists the schools of the person alone',
  policy: 'the policy of the person’s own trust',
  'sign-in': 'knows nobody yet',
  'sign-out': 'ends the session of the request alone',
  'photo-list': 'an empty page, the same for everybody: what it shows lies sealed on a phone',
  sandbox: 'the practice platform’s own timeline, for those signed in',
  connect: 'knows one visit: of the person in whose session it began, to a platform and back',
  share: 'the schools and drafts of the person alone',
  c: 'knows one person: a parent’s own link opens their own answers about one pupil of one school',
  v: 'knows nobody: a pupil’s private code opens three questions, and shows nothing of anybody',
  ask: 'knows nobody: a school’s public page takes what strangers ask, and shows nothing of the school but its name',
  u: 'knows nobody: a guest’s code opens the one school that gave it out, and shows nothing of it',
};

const nameOf = (path: string): string => path.replace(/^.*\/routes\//, '').replace(/(\/route)?\.tsx?$/, '');
const routes = Object.entries(modules).map(([path, module]) => ({ name: nameOf(path), module }));
const ofSchool = routes.filter(({ name }) => name.split('.').includes('$school'));

let web: Web;
/** An id of Ashwick for every parameter that a route may have. */
let theirs: Record<string, string>;

beforeAll(async () => {
  web = await openWeb();
  const ref = await approvedPost(web.world);
  const facts = await readPostFacts(web.world.db, ref, web.world.clock.now());
  const photo = facts.photos[0];
  const giver = await web.world.staff('teacher');
  const event = { schoolId: web.world.schoolId, event: 'Sports day', tripId: null };
  const asked = await logRequest(web.world.web, await web.world.staff('head'), {
    ...{ schoolId: web.world.schoolId, from: 'public', way: 'email', words: 'Please', address: '' },
    ...{ postId: ref.postId, pupilId: null, requestKey: randomUUID() },
    receivedWall: wallTimeOf(web.world.clock.now(), 'Europe/London'),
  });
  theirs = {
    removalId: asked.ok ? asked.requestId : '',
    postId: ref.postId,
    postPhotoId: photo?.postPhotoId ?? '',
    photoId: photo?.photoId ?? '',
    versionId: photo?.version?.id ?? '',
    pupilId: web.world.pupil(0),
    tripId: web.world.trip('over'),
    requestId: await started(web.world),
    accountId: facts.account.id,
    importId: (
      await sentImport(
        web.world,
        csvOf([
          ['Pupil ID', 'Photos'],
          ['1', 'No'],
        ]),
      )
    ).importId,
    exportId: (await askedExport(web.world, web.world.pupil(0))).exportId,
    breachId: await openedBreach(web.world),
    codeId: (await giveCode(web.world.web, giver, event)).codeId,
    copyId: await madeList(web.world),
    formVersionId: questionsId(web.world),
    ...(await ownViewsAndNames(web.world)),
  };
});
afterAll(() => web.close());

/** A live post taken down because somebody in it should not be shown. */
async function openedBreach(world: World): Promise<string> {
  const live = await postIn(world, 'published', {});
  await requestTakedown(world.web, await world.staff('head'), live, 'should_not_be_shown');
  const [breach] = await breachesOfSchool(world.db, live, 1);
  if (!breach) throw new Error('no record was opened');
  return breach.row.id;
}

/** A round of asking a class, and a change of name that waits for the safeguarding lead. */
async function ownViewsAndNames(world: World): Promise<Record<string, string>> {
  const { schoolId } = world;
  const [requestKey, nameChangeId] = [randomUUID(), randomUUID()];
  const asked = { schoolId, group: '4 Hazel', missedIn: null, requestKey };
  await startRound(world.web, await world.staff('teacher'), asked);
  const changed = { pupilId: world.pupil(0), changedAt: world.clock.now(), postIds: [] };
  await world.db.insert(nameChanges).values({ id: nameChangeId, schoolId, ...changed });
  return { roundId: requestKey, nameChangeId };
}

test('every route is either of a school or known not to be', () => {
  const others = routes.map(({ name }) => name).filter((name) => !name.split('.').includes('$school'));
  for (const name of others) expect(Object.keys(WITHOUT_SCHOOL)).toContain(name.split('.')[0]);
  expect(ofSchool.length).toBeGreaterThanOrEqual(5);
});

const parametersOf = (name: string): string[] =>
  name
    .split('.')
    .filter((part) => part.startsWith('$') && part !== '$school')
    .map((part) => part.slice(1).replace(/_$/, ''));

/** What the route says to a person about things with these ids, whole: status, headers that matter, and body. */
async function answer(
  run: RouteModule['loader'],
  as: string,
  params: Record<string, string>,
  form?: Record<string, string>,
) {
  const path = `/s/${params['school']}/somewhere`;
  const args = web.args(path, { as, params, ...(form ? { form } : {}) });
  const given = await responseOf(() => run?.(args as never));
  return { status: given.status, to: given.headers.get('location'), body: await given.text() };
}

/** Intents that any action may know, so that the test reaches past the form's own check. */
const FORMS: Record<string, string>[] = [
  {},
  { intent: 'save', version: '1' },
  { intent: 'submit', version: '1' },
];

describe.each(ofSchool)('$name', ({ name, module }) => {
  const parameters = parametersOf(name);
  const strangers = ['harrowdean/teacher', 'harrowdean/head', 'harrowdean/dsl', 'harrowdean/data'];

  test('knows nothing of a school that is not the person’s', async () => {
    for (const run of [module.loader, module.action]) {
      if (!run) continue;
      const forms = run === module.action ? FORMS : [undefined];
      for (const form of forms)
        for (const as of strangers) {
          const params = { ...theirs, school: 'ashwick-lane-primary-school' };
          expect(await answer(run, as, params, form), `${as} ${JSON.stringify(form)}`).toEqual({
            status: 404,
            to: null,
            body: 'null',
          });
        }
    }
  });

  test.runIf(parameters.length > 0)(
    'takes an id of the other school for one that does not exist',
    async () => {
      for (const run of [module.loader, module.action]) {
        if (!run) continue;
        const forms = run === module.action ? FORMS : [undefined];
        for (const form of forms)
          for (const as of strangers) {
            const school = 'harrowdean-high-school';
            const other = await answer(run, as, { ...theirs, school }, form);
            const nothing = Object.fromEntries(parameters.map((parameter) => [parameter, randomUUID()]));
            const absent = await answer(run, as, { ...nothing, school }, form);
            expect(other.status).toBeGreaterThanOrEqual(400);
            expect(other, `${as} ${JSON.stringify(form)}`).toEqual(absent);
            if (!form) expect(other.status).toBe(404);
          }
      }
    },
  );

  test('asks nobody’s school without somebody signed in', async () => {
    for (const run of [module.loader, module.action]) {
      if (!run) continue;
      const params = { ...theirs, school: 'ashwick-lane-primary-school' };
      const args = web.args('/s/x', { params, ...(run === module.action ? { form: {} } : {}) });
      const given = await responseOf(() => run(args as never));
      expect([302, 303, 307, 401]).toContain(given.status);
    }
  });
});
