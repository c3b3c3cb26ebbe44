// Random histories of one pupil's consent: several people who agree, refuse, withdraw and fall silent out of order,
// over a small world, so that answers collide as often as they can.
import fc from 'fast-check';
import {
  ACCOUNT_KINDS,
  ACCOUNT_SCOPES,
  DEFAULT_CONSENT_SETTINGS,
  EVERY_USE,
  RESTRICTION_TYPES,
  type AccountKind,
  type AuthorityHolder,
  type Channel,
  type Conditions,
  type ConsentDecision,
  type ConsentInputs,
  type ConsentNeed,
  type PublicTask,
  type PupilView,
  type Purpose,
  type Restriction,
  type Scene,
  type Seen,
  type Subject,
} from '#app/domain/consent/consent-types.ts';
import { days, NOW, PUPIL } from './consent-records.ts';

const SUBJECTS_ASKED = ['image', 'first_name', 'full_name', 'name_with_image', 'video'] as const;
const soonish = fc.integer({ min: -8, max: 2 }).map(days);
/** Null for so many in ten. */
const orNull = <T>(nulls: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: nulls, arbitrary: fc.constant(null) }, { weight: 10 - nulls, arbitrary: value });
const sometimes = <T>(value: fc.Arbitrary<T>) => orNull(5, value);
const rarely = <T>(value: fc.Arbitrary<T>) => orNull(9, value);
const setOf = <T>(...values: T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(values) }, { weight: 2, arbitrary: fc.subarray(values) });

const tenth = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const conditions: fc.Arbitrary<Conditions> = fc.record({
  groupOnly: tenth,
  notFaceOn: tenth,
  noUniform: tenth,
});

/** An answer by anybody; its id and its place in the order of writing are given by {@link numbered}. */
export const anyAnswer: fc.Arbitrary<ConsentDecision> = fc
  .record({
    holderId: fc.constantFrom('mother', 'mother', 'father', 'father', 'carer', 'self', 'stranger', null),
    decision: fc.constantFrom(
      'granted',
      'granted',
      'granted',
      'granted',
      'refused',
      'withdrawn',
      'not_answered',
    ),
    subjects: setOf(...SUBJECTS_ASKED, 'voice' as const),
    channels: setOf('x' as const, 'website' as const),
    purposes: setOf('celebration' as const, 'trip' as const),
    eventId: fc.constantFrom(null, null, null, 'trip-1', 'trip-2'),
    reach: fc.constantFrom(...ACCOUNT_SCOPES, null, null),
    conditions,
    decidedAt: soonish,
    recordedAt: sometimes(soonish),
    effectiveFrom: rarely(soonish),
    expiresAt: rarely(fc.integer({ min: -4, max: 60 }).map(days)),
    source: fc.constantFrom('office', 'import:a', 'import:a', 'import:b'),
    formRetiredAt: rarely(fc.integer({ min: -4, max: 20 }).map(days)),
    legacyTick: fc.boolean(),
    supersedes: fc.nat({ max: 8 }),
    liftsProvisional: fc.boolean(),
  })
  .map(({ reach, supersedes, recordedAt, effectiveFrom, ...rest }) => {
    const no = rest.decision === 'refused' || rest.decision === 'withdrawn';
    return {
      ...rest,
      id: '',
      sequence: 0,
      pupilId: PUPIL.id,
      accountScope: reach ?? (no ? 'own_school' : 'trust_schools'),
      recordedAt: recordedAt ?? rest.decidedAt,
      effectiveFrom: effectiveFrom ?? rest.decidedAt,
      formVersionId: 'form-1',
      supersedesId: `answer-${supersedes}`,
    } as ConsentDecision;
  });

/** A yes to everything from before the rest: most families begin with one. */
const firstForm: fc.Arbitrary<ConsentDecision[]> = fc
  .tuple(anyAnswer, sometimes(anyAnswer), tenth)
  .map(([first, second, none]) => {
    const wide = { ...EVERY_USE, decision: 'granted', accountScope: 'trust_schools' } as const;
    const begun = { decidedAt: days(-9), recordedAt: days(-9), effectiveFrom: days(-9) };
    const mother = { ...first, ...wide, ...begun, holderId: 'mother' };
    const father = second && { ...second, ...wide, ...begun, holderId: 'father' };
    return none ? [] : father ? [mother, father] : [mother];
  });

/** The same answers with their ids and sequence, by place. */
export function numbered(answers: readonly ConsentDecision[]): ConsentDecision[] {
  return answers.map((one, i) => ({ ...one, id: `answer-${i}`, sequence: i }));
}

export const anyView: fc.Arbitrary<PupilView> = fc
  .record({
    subject: fc.constantFrom(null, null, ...SUBJECTS_ASKED),
    answer: fc.constantFrom('yes', 'yes', 'yes', 'no', 'not_asked'),
    askedAt: soonish,
    recordedAt: soonish,
  })
  .map((view) => ({ ...view, id: 'view', sequence: 1000, pupilId: PUPIL.id }) as PupilView);

export const anyRestriction: fc.Arbitrary<Restriction> = fc
  .record({
    type: fc.constantFrom(...RESTRICTION_TYPES),
    startsAt: soonish,
    liftedAt: sometimes(soonish),
  })
  .map((restriction) => ({ ...restriction, id: 'restriction-1', pupilId: PUPIL.id }));

const anyHolder = (id: string, basis: AuthorityHolder['basis']): fc.Arbitrary<AuthorityHolder> =>
  fc.record({
    id: fc.constant(id),
    pupilId: fc.constant(PUPIL.id),
    basis: fc.constant(basis),
    authorityFrom: fc.oneof(
      { weight: 4, arbitrary: fc.constant(days(-900)) },
      { weight: 1, arbitrary: soonish },
    ),
    authorityUntil: rarely(fc.integer({ min: -6, max: 3 }).map(days)),
    mayNotConsent: tenth,
  });

/** The Whitsun half-term before the moment asked about, and a training day in it. */
const HALF_TERM = new Set([
  '2026-05-25',
  '2026-05-26',
  '2026-05-27',
  '2026-05-28',
  '2026-05-29',
  '2026-06-08',
]);

const anyTask: fc.Arbitrary<PublicTask> = fc.record({
  channel: fc.constantFrom<Channel[]>('website', 'website', 'display', 'x'),
  purpose: fc.constantFrom<Purpose[]>('celebration', 'celebration', 'trip'),
  startsAt: fc.integer({ min: -8, max: 1 }).map(days),
  endsAt: sometimes(fc.integer({ min: -2, max: 3 }).map(days)),
});

const anySettings = fc
  .record({
    closedDates: fc.constantFrom(null, null, new Set<string>(), HALF_TERM),
    // Sixty school days end in the very days asked about, and sixty calendar days too.
    ownConsentRolloutFrom: sometimes(
      fc.constantFrom(
        '2026-03-10',
        '2026-03-17',
        '2026-03-18',
        '2026-04-11',
        '2026-04-12',
        '2026-06-10',
        '2026-06-11',
      ),
    ),
    publicTasks: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.array(anyTask, { maxLength: 3 }) },
    ),
    imageWhenViewNotAsked: fc.constantFrom('block' as const, 'warn' as const),
    pupilIdentity: fc.constantFrom(
      'never' as const,
      'name_without_image' as const,
      'first_name_with_consent' as const,
      'first_name_with_consent' as const,
    ),
    zone: fc.constantFrom('Europe/London', 'Asia/Kolkata', 'America/New_York'),
  })
  .map((settings) => ({ ...DEFAULT_CONSENT_SETTINGS, ...settings }));

/** Everything about one pupil, with up to nine answers. */
export const anyInputs: fc.Arbitrary<ConsentInputs> = fc.record({
  pupil: fc
    .record({
      dateOfBirth: fc.oneof(
        { weight: 7, arbitrary: fc.constant('2016-02-03') },
        { weight: 3, arbitrary: fc.constantFrom('2012-05-05', '2013-06-10', '2008-06-09', null) },
      ),
      leavesOn: rarely(fc.constantFrom('2026-06-09', '2026-06-10')),
      missingSince: fc.constantFrom(null, null, null, null, null, null, null, null, null, days(-1)),
      unclearSince: fc.constantFrom(null, null, null, null, null, null, null, null, null, days(-1)),
    })
    .map((over) => ({ ...PUPIL, ...over })),
  decisions: fc
    .tuple(firstForm, fc.array(anyAnswer, { maxLength: 7 }))
    .map(([first, rest]) => numbered([...first, ...rest])),
  holders: fc.tuple(
    anyHolder('mother', 'parental_responsibility'),
    anyHolder('father', 'parental_responsibility'),
    anyHolder('carer', 'delegated'),
    anyHolder('self', 'self'),
  ),
  views: fc
    .oneof(fc.constant([]), fc.array(anyView, { maxLength: 4 }))
    .map((views) => views.map((one, i) => ({ ...one, id: `view-${i}`, sequence: i }))),
  restrictions: rarely(anyRestriction).map((one) => (one ? [one] : [])),
  settings: anySettings,
  import: rarely(fc.integer({ min: -23, max: 1 }).map(days)).map((exportedAt) => ({ exportedAt })),
});

const goodScene: Scene = { identifiablePeople: 4, faceOn: 'no', uniform: 'no', placeTold: 'no' };
const seen = fc.constantFrom<Seen[]>('yes', 'no', 'unknown');
const anyScene: fc.Arbitrary<Scene> = fc.record({
  identifiablePeople: fc.constantFrom(null, 0, 1, 3),
  faceOn: seen,
  uniform: seen,
});

/** A use to ask about; the photo is most often one that meets every condition. */
export const anyNeed: fc.Arbitrary<ConsentNeed> = fc.record({
  subject: fc.constantFrom<Subject[]>('image', 'image', ...SUBJECTS_ASKED),
  channel: fc.constantFrom<Channel[]>('x', 'x', 'website'),
  purpose: fc.constantFrom<Purpose[]>('celebration', 'trip'),
  event: sometimes(fc.record({ id: fc.constant('trip-1'), firstPostAt: sometimes(soonish) })),
  accountKind: fc.oneof(
    { weight: 4, arbitrary: fc.constant<AccountKind>('school') },
    { weight: 2, arbitrary: fc.constantFrom(...ACCOUNT_KINDS) },
  ),
  scene: fc.oneof(
    { weight: 7, arbitrary: fc.constant(goodScene) },
    { weight: 2, arbitrary: anyScene },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  lookedUp: fc.array(
    fc.record({
      from: fc.integer({ min: -2, max: 1 }).map(days),
      until: fc.integer({ min: -1, max: 2 }).map(days),
    }),
    { maxLength: 1 },
  ),
  askedForThis: fc.boolean(),
  at: fc.constantFrom(NOW, NOW, days(1), new Date('2026-06-09T23:30:00Z')),
});
