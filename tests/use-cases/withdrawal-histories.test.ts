// Random histories of what several people say about one pupil, made through the real use cases against posts in every state, and held
// step by step against a second, plain reckoning: who may be shown, what is held, what comes down.
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NO_CONDITIONS } from '#app/domain/consent/consent-types.ts';
import { liftProvisionalNo } from '#app/domain/consent/lift-provisional-no.ts';
import { liftRestriction } from '#app/domain/consent/lift-restriction.ts';
import { recordConsent } from '#app/domain/consent/record-consent.ts';
import { recordProvisionalNo } from '#app/domain/consent/record-provisional-no.ts';
import { recordPupilView } from '#app/domain/consent/record-pupil-view.ts';
import { dateInSchool } from '#app/domain/consent/school-days.ts';
import { setRestriction } from '#app/domain/consent/set-restriction.ts';
import { withdrawConsent } from '#app/domain/consent/withdraw-consent.ts';
import { type PostRef, readPostFacts } from '#app/domain/posts/load-post-facts.ts';
import { authorityHolders } from '#db/schema/consent.ts';
import { pupils as pupilRows } from '#db/schema/pupils.ts';
import { type Child, manyChildren } from '#tests/support/many-children.ts';
import {
  beginAtMinuteOfDay,
  type Happening,
  type Holder,
  type PlainPost,
  plainReach,
  PlainStory,
} from '#tests/support/plain-reach.ts';
import { postIn } from '#tests/support/posts-in-states.ts';
import { openWorld, pupils, type World } from '#tests/support/world.ts';

const HISTORIES = process.env['CI'] ? 40 : 6;
const LONDON = 'Europe/London';
const STATES = ['draft', 'in_review', 'approved', 'scheduled', 'published'] as const;

const by = fc.constantFrom<Holder[]>('mother', 'father');
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('grant' as const),
      by,
      until: fc.constantFrom('long' as const, 'long' as const, 'tomorrow' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constantFrom('refuse' as const, 'withdraw' as const, 'withdraw_website' as const),
      by,
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('authority_ends' as const), by }) },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(
        'anyones_no' as const,
        'lift_anyones_no' as const,
        'pupil_no' as const,
        'pupil_yes' as const,
        'restrict' as const,
        'lift_restriction' as const,
        'a_day_passes' as const,
      )
      .map((what): Happening => ({ what })),
  },
  { weight: 1, arbitrary: fc.constant<Happening>({ what: 'leaves' }) },
);

let world: World;
beforeAll(async () => void (world = await openWorld()));
afterAll(() => world.close());

/** One pupil with a mother who said yes, a father who was not asked, and what is needed to undo things by name. */
interface Told {
  child: Child;
  holders: Record<Holder, string>;
  noes: string[];
  restriction: string | null;
}

async function family(): Promise<Told> {
  const [child] = await manyChildren(world, 1);
  if (!child) throw new Error('no child was made');
  const [mother] = await world.db
    .select()
    .from(authorityHolders)
    .where(eq(authorityHolders.id, child.holderId));
  if (!mother) throw new Error('no mother was made');
  const father = { ...mother, id: randomUUID(), name: 'The father' };
  await world.db.insert(authorityHolders).values(father);
  return { child, holders: { mother: mother.id, father: father.id }, noes: [], restriction: null };
}

const key = () => ({ schoolId: world.schoolId, requestKey: randomUUID() });
const today = (days = 0) => dateInSchool(new Date(world.clock.now().getTime() + days * 86_400_000), LONDON);

/** Carries one thing out through the use case that people use. Out: false when there is nothing to do it to. */
async function happens(told: Told, { what, ...more }: Happening): Promise<boolean> {
  const pupilId = told.child.id;
  const office = await world.staff('office');
  const dsl = await world.staff('dsl');
  const holderId = 'by' in more ? told.holders[more.by] : '';
  switch (what) {
    case 'grant':
    case 'refuse': {
      const scope = {
        subjects: ['image' as const],
        channels: ['x' as const],
        purposes: ['celebration' as const],
      };
      const done = await recordConsent(world.web, office, {
        ...key(),
        ...scope,
        pupilId,
        holderId,
        answer: what === 'grant' ? 'granted' : 'refused',
        accountScope: 'own_school',
        eventId: null,
        conditions: NO_CONDITIONS,
        answeredOn: today(),
        lastDay: 'until' in more && more.until === 'tomorrow' ? today(1) : null,
        method: 'phone',
        evidence: '',
        formVersionId: null,
      });
      if (!done.ok) throw new Error(JSON.stringify(done.issues));
      return true;
    }
    case 'withdraw':
    case 'withdraw_website':
      await withdrawConsent(world.web, office, {
        ...key(),
        pupilId,
        holderId,
        ...(what === 'withdraw_website' ? { channels: ['website' as const] } : {}),
        method: 'phone',
        evidence: '',
      });
      return true;
    case 'anyones_no': {
      const { decisionId } = await recordProvisionalNo(world.web, office, {
        ...key(),
        pupilId,
        method: 'phone',
        saidBy: '',
      });
      told.noes.push(decisionId);
      return true;
    }
    case 'lift_anyones_no': {
      const decisionId = told.noes.pop();
      if (!decisionId) return false;
      await liftProvisionalNo(world.web, await world.staff('data'), {
        ...key(),
        pupilId,
        decisionId,
        why: 'Asked',
      });
      return true;
    }
    case 'pupil_no':
    case 'pupil_yes': {
      const answer = what === 'pupil_no' ? ('no' as const) : ('yes' as const);
      const subjects = answer === 'no' ? [] : ['image' as const];
      await recordPupilView(world.web, office, { ...key(), pupilId, answer, subjects, askedHow: 'Asked' });
      return true;
    }
    case 'restrict': {
      if (told.restriction) return false;
      const set = await setRestriction(world.web, dsl, {
        ...key(),
        pupilId,
        type: 'do_not_publish',
        reason: 'Made up',
        reviewOn: null,
      });
      told.restriction = set.ok ? set.restrictionId : null;
      return true;
    }
    case 'lift_restriction':
      if (!told.restriction) return false;
      await liftRestriction(world.web, dsl, {
        schoolId: world.schoolId,
        pupilId,
        restrictionId: told.restriction,
      });
      told.restriction = null;
      return true;
    case 'authority_ends':
      await world.db
        .update(authorityHolders)
        .set({ authorityUntil: world.clock.now() })
        .where(eq(authorityHolders.id, holderId));
      return true;
    case 'leaves':
      await world.db
        .update(pupilRows)
        .set({ leavesOn: today(-1) })
        .where(eq(pupilRows.id, pupilId));
      return true;
    case 'a_day_passes':
      world.clock.advance(86_400_000);
      return true;
  }
}

const AS_PLAIN: Readonly<Record<string, PlainPost>> = { takedown_requested: 'coming_down' };
const factsOf = (ref: PostRef) => readPostFacts(world.db, ref, world.clock.now());

test('every history ends where a plain reckoning says', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 8 }), async (history) => {
      const told = await family();
      const posts: { ref: PostRef; plain: PlainPost }[] = [];
      for (const plain of STATES)
        posts.push({
          ref: await postIn(world, plain, { tripId: null, photos: [pupils(told.child.id)] }),
          plain,
        });
      const began = world.clock.now().getTime();
      const clock = new Date(began).toLocaleTimeString('en-GB', { timeZone: LONDON }).split(':').map(Number);
      beginAtMinuteOfDay((clock[0] ?? 0) * 60 + (clock[1] ?? 0));
      const minute = (at: Date) => (at.getTime() - began) / 60_000;
      const story = new PlainStory();
      for (const [step, each] of history.entries()) {
        world.clock.advance(60_000);
        if (
          'by' in each &&
          each.what === 'authority_ends' &&
          history.slice(0, step).some((h) => h.what === 'authority_ends' && h.by === each.by)
        )
          continue;
        if (!(await happens(told, each))) continue;
        const now = minute(world.clock.now());
        const seen = await Promise.all(posts.map(({ ref }) => factsOf(ref)));
        const untils = seen.map(({ post }) => Math.max(now, minute(post.dueAt ?? post.windowUntil)));
        const before = untils.map((until) => story.mayBeShown(now) && story.mayBeShown(until));
        story.add(now, each);
        for (const [index, post] of posts.entries()) {
          const facts = seen[index] as (typeof seen)[number];
          const until = untils[index] ?? now;
          post.plain = plainReach(post.plain, each, story, now, until, before[index] ?? false);
          const where = `${JSON.stringify(history)}, step ${step}, a post that began as ${STATES[index]}`;
          expect(AS_PLAIN[facts.post.status] ?? facts.post.status, where).toBe(post.plain);
          const shown = facts.verdicts.every(({ verdict }) => verdict !== 'block');
          expect(shown, where).toBe(story.mayBeShown(now) && story.mayBeShown(until));
        }
      }
    }),
    // Each history makes posts in every state: the first that fails is shown as it is.
    { numRuns: HISTORIES, endOnFailure: true },
  );
});
