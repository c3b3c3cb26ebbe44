// Over random histories by any mix of people (and by somebody who writes straight into the database), nothing is published without a
// valid approval of that very revision by a permitted other person, a yes for every pupil listed at that moment, an answer for
// every face in the picture, and every blur in its pixels (I-06, I-08, R-62, R-73, R-74, PF24, PF27).
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '#app/domain/actor.ts';
import { unscheduleEverywhere } from '#app/domain/cross-posts/schedule-everywhere.ts';
import { AppError } from '#app/domain/errors.ts';
import { judgePeople } from '#app/domain/posts/judge-people.ts';
import { needGroundOf } from '#app/domain/posts/pupil-need.ts';
import { loadConsentInputs } from '#app/domain/consent/load-consent.ts';
import { cancelPost, holdPost } from '#app/domain/posts/hold-post.ts';
import { partsMissing } from '#app/domain/photos/about-photo.ts';
import { renderPhoto } from '#app/domain/photos/render-photo.ts';
import type { FaceAnswer, SettleStep } from '#app/domain/photos/settle-steps.ts';
import { answerAboutPhoto } from '#app/domain/posts/answer-about-photo.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { peopleShown } from '#app/domain/posts/photo-state.ts';
import { digestOf } from '#app/domain/posts/post-digest.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { publishPost } from '#app/domain/posts/publish-post.ts';
import { reopenPost } from '#app/domain/posts/reopen-post.ts';
import { approvePost, rejectPost, sendBackPost } from '#app/domain/posts/review-post.ts';
import { saveDraft } from '#app/domain/posts/save-draft.ts';
import { releasePost, schedulePost } from '#app/domain/posts/schedule-post.ts';
import { submitPost } from '#app/domain/posts/submit-post.ts';
import { wallTimeOf } from '#app/domain/posts/wall-time.ts';
import { EVERY_USE } from '#app/domain/consent/consent-types.ts';
import { settingsOf } from '#app/domain/school/school-settings.ts';
import { transact } from '#db/client.server.ts';
import { insertDecisions } from '#db/queries/consent-decisions.server.ts';
import { photoFaces, photoVersions } from '#db/schema/photos.ts';
import { photoPeople, postPhotos, posts } from '#db/schema/posts.ts';
import { reviews } from '#db/schema/revisions.ts';
import { ORDINARY_PHOTO } from '#tests/support/about-photo.ts';
import { found } from '#tests/support/face-finder.ts';
import { boxOf, pupilOn } from '#tests/support/face-posts.ts';
import { listPeople, takeSteps } from '#tests/support/settling.ts';
import { draftPost, DRAWN, openWorld, pupils, shownOn, type World } from '#tests/support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const PEOPLE = [
  'teacher',
  'new-teacher',
  'head',
  'deputy',
  'comms',
  'office',
  'dsl',
  'governor',
  'both/teacher-and-comms',
];
const who = fc.constantFrom(...PEOPLE);
/** pupils with and without a yes: 3 refused, 9 expired, 13 only in a group, 18 restricted; `own` is the one in the photo from the start */
const child = fc.constantFrom<number | 'own'>('own', 2, 3, 9, 13, 18);
/** pupils with a plain yes, a fresh one for each history: a withdrawal is for ever */
const WITH_A_YES = [
  0, 4, 5, 7, 8, 10, 12, 14, 15, 17, 19, 21, 23, 24, 25, 27, 29, 30, 32, 34, 36, 38, 40, 41,
];
const RUNS = Number(process.env['GATEPOST_HISTORIES'] ?? 12);
let own = 0;

/** Everything that can be said about a photo, as often wrong as right; faces by their order. */
const said = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      say: fc.constant('face' as const),
      nth: fc.nat({ max: 2 }),
      is: fc.constantFrom('blur' as const, 'not_a_face' as const, 'open' as const, 'own' as const, 3, 4, 13),
    }),
  },
  { weight: 2, arbitrary: fc.record({ say: fc.constant('rest' as const) }) },
  { weight: 2, arbitrary: fc.record({ say: fc.constant('draw' as const), nth: fc.nat({ max: 8 }) }) },
  { weight: 1, arbitrary: fc.record({ say: fc.constant('erase' as const) }) },
  { weight: 2, arbitrary: fc.record({ say: fc.constant('crop' as const), keep: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ say: fc.constant('class' as const), out: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ say: fc.constant('count' as const), people: fc.nat({ max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ say: fc.constant('right' as const) }) },
  { weight: 2, arbitrary: fc.record({ say: fc.constant('undo' as const) }) },
);
type Said = typeof said extends fc.Arbitrary<infer S> ? S : never;

const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('settle' as const), who, said }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('about' as const), who, whole: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('render' as const), finds: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      who,
      words: fc.constantFrom('One', 'Two', 'Three'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('people' as const),
      who,
      children: fc.uniqueArray(child, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('approve' as const), who, stale: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('schedule' as const),
      who,
      minutes: fc.integer({ min: -5, max: 60 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('publish' as const), minutes: fc.integer({ min: 0, max: 70 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'sendBack' as const,
        'reject' as const,
        'reopen' as const,
        'hold' as const,
        'release' as const,
        'unschedule' as const,
        'cancel' as const,
      ),
      who,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), child }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'forgeWords' as const,
        'forgeStatus' as const,
        'forgeReview' as const,
        'forgeFaces' as const,
        'forgeEdits' as const,
        'forgePerson' as const,
      ),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const pupilOf = (index: number | 'own'): string => world.pupil(index === 'own' ? own : index);

async function take(
  ref: PostRef,
  current: Step,
  lastShown: Awaited<ReturnType<typeof shownOn>>,
): Promise<void> {
  const { web } = world;
  const facts = await readPostFacts(world.db, ref, world.clock.now());
  const { version } = facts.post;
  const person = 'who' in current ? await world.staff(current.who) : await world.staff('teacher');
  const shown = await shownOn(world, ref);
  switch (current.do) {
    case 'edit':
      return void (await saveDraft(web, person, ref, { version, words: current.words }));
    case 'people': {
      const people = pupils(...current.children.map(pupilOf));
      const postPhotoId = facts.photos[0]?.postPhotoId ?? '';
      return void (await listPeople(web, person, ref, postPhotoId, people, { version }));
    }
    case 'submit':
      return void (await submitPost(web, person, ref, { version }));
    case 'approve':
      return approvePost(web, person, ref, current.stale ? lastShown : shown);
    case 'settle':
      return settle(ref, person, current.said, facts);
    case 'about':
      return void (await answerAboutPhoto(web, person, ref, {
        postPhotoId: facts.photos[0]?.postPhotoId ?? '',
        answers: current.whole ? ORDINARY_PHOTO : { device: 'school' },
        forAll: false,
      }));
    case 'render': {
      const [photo] = facts.photos;
      world.faces.finds(current.finds ? [found(boxOf(9), 'possible')] : []);
      await renderPhoto(world.worker, { schoolId: ref.schoolId, postPhotoId: photo?.postPhotoId ?? '' });
      return world.faces.finds([]);
    }
    case 'sendBack':
      return sendBackPost(web, person, ref, { ...shown, reason: 'Not yet' });
    case 'reject':
      return rejectPost(web, person, ref, { ...shown, reason: 'Never' });
    case 'schedule': {
      const due = new Date(world.clock.now().getTime() + current.minutes * 60_000);
      return void (await schedulePost(web, person, ref, { wall: wallTimeOf(due, 'Europe/London') }));
    }
    case 'publish': {
      world.clock.advance(current.minutes * 60_000);
      await publishPost(world.worker, {
        schoolId: ref.schoolId,
        deliveryId: facts.delivery?.id ?? randomUUID(),
      });
      return;
    }
    case 'reopen':
      return reopenPost(web, person, ref);
    case 'hold':
      return holdPost(web, person, ref);
    case 'release':
      return releasePost(web, person, ref);
    case 'unschedule':
      return unscheduleEverywhere(web, person, ref);
    case 'cancel':
      return cancelPost(web, person, ref);
    case 'withdraw':
      return withdraw(pupilOf(current.child));
    default:
      return forge(ref, current.do);
  }
}

/** How each step that was taken in this history is taken back. */
let undone: SettleStep[][] = [];

async function settle(ref: PostRef, person: Person, what: Said, facts: PostFacts): Promise<void> {
  const [photo] = facts.photos;
  const postPhotoId = photo?.postPhotoId ?? '';
  const steps = what.say === 'undo' ? (undone.pop() ?? []) : stepsFor(what, facts);
  const taken = await takeSteps(world.web, person, ref, postPhotoId, steps, facts.post.version);
  if (what.say !== 'undo') undone.push(...taken.undo);
}

function stepsFor(what: Exclude<Said, { say: 'undo' }>, { photos }: PostFacts): SettleStep[] {
  const faces = photos[0]?.faces ?? [];
  const drawn = faces.find(({ certainty }) => certainty === 'drawn');
  switch (what.say) {
    case 'face': {
      const answer: FaceAnswer =
        what.is === 'own' || typeof what.is === 'number' ? pupilOn(pupilOf(what.is)) : { is: what.is };
      return [{ step: 'answer', faceId: faces[what.nth]?.id ?? randomUUID(), answer }];
    }
    case 'rest':
      return [{ step: 'blur_the_rest' }];
    case 'draw':
      return [{ step: 'draw_face', faceId: randomUUID(), box: boxOf(what.nth) }];
    case 'erase':
      return [{ step: 'remove_face', faceId: drawn?.id ?? randomUUID() }];
    case 'crop':
      return [
        { step: 'crop', box: what.keep === 0 ? null : { x: 0, y: 0, width: 55 * what.keep, height: 400 } },
      ];
    case 'class':
      return [
        {
          step: 'set_group',
          group: what.out ? null : { name: '2 Willow', absent: [], outsidersNone: true },
        },
      ];
    case 'count':
      return [{ step: 'count', headCount: what.people }];
    case 'right':
      return [{ step: 'count', headCount: photos[0] ? peopleShown(photos[0]).length : 0 }];
  }
}

/** One history is the ordinary one, and one has its faces settled, so that at least these get as far as the platform. */
const AS_IT_SHOULD_BE: Step[] = [10, 1, 1].map((minutes) => ({ do: 'publish', minutes }));
const face = (nth: number, is: 'own' | 'blur'): Step => ({
  do: 'settle',
  who: 'teacher',
  said: { say: 'face', nth, is },
});
const RIGHTLY_SETTLED: Step[] = [
  face(0, 'own'),
  face(1, 'blur'),
  { do: 'render', finds: false },
  { do: 'submit', who: 'teacher' },
  { do: 'approve', who: 'head', stale: false },
  { do: 'schedule', who: 'comms', minutes: 10 },
  { do: 'publish', minutes: 10 },
];

/** A withdrawal that no cascade follows: only the gate can stop what it concerns. */
async function withdraw(pupilId: string): Promise<void> {
  const at = world.clock.now();
  const { userId } = await world.staff('office');
  await transact(world.db, async (db) => {
    await insertDecisions(db, [
      {
        schoolId: world.schoolId,
        pupilId,
        ...EVERY_USE,
        subjects: [...EVERY_USE.subjects],
        channels: [...EVERY_USE.channels],
        purposes: [...EVERY_USE.purposes],
        decision: 'withdrawn',
        method: 'phone',
        source: 'office',
        decidedAt: at,
        effectiveFrom: at,
        recordedAt: at,
        recordedBy: userId,
      },
    ]);
  });
}

type Forged = Extract<Step['do'], `forge${string}`>;

/** What somebody with a database console might try. */
async function forge(ref: PostRef, what: Forged): Promise<void> {
  const mine = and(eq(posts.schoolId, ref.schoolId), eq(posts.id, ref.postId));
  if (what === 'forgeWords')
    await world.db.update(posts).set({ words: 'Slipped in behind the approval' }).where(mine);
  if (what === 'forgeStatus')
    await world.db
      .update(posts)
      .set({ status: 'scheduled', dueAt: world.clock.now() })
      .where(and(mine, eq(posts.status, 'in_review')));
  if (what === 'forgeReview') {
    const author = await world.staff('teacher');
    await world.db.update(reviews).set({ decidedBy: author.userId }).where(eq(reviews.postId, ref.postId));
  }
  const [place] = await world.db.select().from(postPhotos).where(eq(postPhotos.postId, ref.postId));
  if (!place) return;
  if (what === 'forgeFaces')
    await world.db
      .update(photoFaces)
      .set({ setAside: 'not_a_face' })
      .where(eq(photoFaces.photoId, place.photoId));
  if (what === 'forgeEdits')
    await world.db.update(postPhotos).set({ edits: null }).where(eq(postPhotos.id, place.id));
  if (what === 'forgePerson')
    await world.db
      .insert(photoPeople)
      .values({
        schoolId: ref.schoolId,
        postPhotoId: place.id,
        kind: 'pupil',
        pupilId: world.pupil(18),
        placed: 'behind',
        addedBy: (await world.staff('teacher')).userId,
        addedAt: world.clock.now(),
      })
      .onConflictDoNothing();
}

/** From the boxes and the pixels that went out: a face that nobody answered, a blur that was not made, a crop that was not. */
async function facesAmiss({ photos }: PostFacts): Promise<string | null> {
  for (const { faces, people, group, version, edits, headCount, facesOutcome, about } of photos) {
    const kept = edits?.crop ?? { x: 0, y: 0, width: DRAWN.width, height: DRAWN.height };
    const seen = faces.filter(
      ({ box }) =>
        Math.max(box.x, kept.x) < Math.min(box.x + box.width, kept.x + kept.width) &&
        Math.max(box.y, kept.y) < Math.min(box.y + box.height, kept.y + kept.height),
    );
    const open = seen.filter(({ id, setAside }) => !setAside && !people.some(({ faceId }) => faceId === id));
    const together = people.filter(({ placed }) => placed === 'together').length;
    const classStands = group?.outsidersNone && open.length === together;
    if (facesOutcome === null || (open.length > 0 && !classStands)) return 'a face without an answer';
    const cut = faces.filter((each) => !seen.includes(each)).map(({ id }) => id);
    const listed = people.filter(({ faceId }) => faceId === null || !cut.includes(faceId));
    if (headCount !== listed.length) return 'people who were not counted';
    const asked = faces.filter(({ setAside }) => setAside === 'blur').map(({ box }) => box);
    const [sent] = await world.db
      .select()
      .from(photoVersions)
      .where(eq(photoVersions.id, version?.id ?? randomUUID()));
    const made = sent?.edits?.blurs ?? [];
    if (!asked.every((box) => made.some((blur) => JSON.stringify(blur) === JSON.stringify(box))))
      return 'a face that was to be hidden';
    if (JSON.stringify(sent?.edits?.crop ?? null) !== JSON.stringify(edits?.crop ?? null))
      return 'more than the crop keeps';
    if (partsMissing(about).length > 0) return 'a photo that nobody looked at';
  }
  return null;
}

/** Says it again, in other words and from the rows: was this post allowed to go out at this moment? */
async function mayBeLive(ref: PostRef): Promise<string | null> {
  const at = world.clock.now();
  const facts = await readPostFacts(world.db, ref, at);
  const [review] = await world.db
    .select()
    .from(reviews)
    .where(eq(reviews.id, facts.review?.id ?? randomUUID()));
  if (!review || review.decision !== 'approved' || review.voidedAt) return 'no approval';
  if ([facts.post.authorId, facts.post.submittedBy, ...facts.editors].includes(review.decidedBy))
    return 'approved by its own people';
  const live = world.publisher.timeline.at(-1);
  if (live?.words !== facts.revision?.content.words || review.digest !== digestOf(facts.working))
    return 'not what was approved';
  const amiss = await facesAmiss(facts);
  if (amiss) return amiss;
  const ids = facts.working.photos.flatMap((photo) => photo.people.map((p) => p.id));
  const school = { zone: 'Europe/London', settings: settingsOf({}), consentExportedAt: null };
  const ground = {
    inputs: await loadConsentInputs(world.db, ref, school, ids),
    adults: new Map(),
    guests: new Map(),
    ...needGroundOf(facts),
    concernPupils: new Set<string>(),
  };
  return judgePeople(facts.working, ground, [at]).some((v) => v.verdict === 'block')
    ? 'a pupil who may not be shown'
    : null;
}

it('publishes nothing that was not rightly approved and permitted, whatever people do in whatever order', async () => {
  let published = 0;
  let history = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 16 }),
      fc.constantFrom(0, 2),
      async (steps, faces) => {
        own = WITH_A_YES[history++ % WITH_A_YES.length] ?? 0;
        undone = [];
        world.faces.finds(Array.from({ length: faces }, (_, nth) => found(boxOf(nth))));
        const ref = await draftPost(world, { photos: [pupils(world.pupil(own))] });
        world.faces.finds([]);
        let lastShown = await shownOn(world, ref);
        // Most histories begin as real ones do, so that many get as far as the gate.
        const opening: Step[] = [
          { do: 'submit', who: 'teacher' },
          { do: 'approve', who: 'head', stale: false },
          { do: 'schedule', who: 'comms', minutes: 10 },
        ];
        for (const current of [...opening.slice(0, steps.length % 4), ...steps]) {
          const before = world.publisher.timeline.length;
          const shown = await shownOn(world, ref);
          await take(ref, current, lastShown).catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
          });
          lastShown = shown;
          if (world.publisher.timeline.length > before) {
            published += 1;
            expect(await mayBeLive(ref)).toBeNull();
          }
        }
        const live = world.publisher.calls.filter((call) => call.method === 'create').length;
        expect(live).toBe(world.publisher.timeline.length);
      },
    ),
    {
      numRuns: RUNS,
      examples: [
        [AS_IT_SHOULD_BE, 0],
        [RIGHTLY_SETTLED, 2],
      ],
    },
  );
  expect(published, 'some histories must get as far as the platform').toBeGreaterThan(1);
}, 480_000);
