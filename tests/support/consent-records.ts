// Builders for consent records in tests: one made-up pupil on roll with two parents, and answers that cover every use
// unless a test says otherwise, so that each test names only what it is about.
import {
  CHANNELS,
  DEFAULT_CONSENT_SETTINGS,
  NO_CONDITIONS,
  PURPOSES,
  SUBJECTS,
  type AuthorityHolder,
  type ConsentDecision,
  type ConsentInputs,
  type ConsentNeed,
  type ConsentSettings,
  type PupilView,
  type Restriction,
} from '#app/domain/consent/consent-types.ts';
import { resolve } from '#app/domain/consent/consent-decision.ts';

/** The moment most tests ask about: a school day at 11:00 in London, in summer time. */
export const NOW = new Date('2026-06-10T10:00:00Z');
const DAY_MS = 86_400_000;

/** A moment that many days after {@link NOW}; before it when negative. */
export function days(count: number): Date {
  return new Date(NOW.getTime() + count * DAY_MS);
}

export const PUPIL = {
  id: 'pupil-1',
  schoolId: 'school-1',
  startsOn: '2022-09-01',
  leavesOn: null,
  dateOfBirth: '2016-02-03',
} as const;

export function holder(id: string, over: Partial<AuthorityHolder> = {}): AuthorityHolder {
  return {
    id,
    pupilId: PUPIL.id,
    basis: 'parental_responsibility',
    authorityFrom: new Date('2020-01-01T00:00:00Z'),
    authorityUntil: null,
    mayNotConsent: false,
    ...over,
  };
}

let written = 0;

/** A yes to every use by the first parent, a month old, dated and recorded at once; `over` says what differs. */
export function answer(over: Partial<ConsentDecision> = {}): ConsentDecision {
  written += 1;
  const decidedAt = over.decidedAt ?? days(-30);
  return {
    id: `answer-${written}`,
    pupilId: PUPIL.id,
    holderId: 'mother',
    subjects: SUBJECTS,
    channels: CHANNELS,
    purposes: PURPOSES,
    eventId: null,
    accountScope: over.decision === undefined || over.decision === 'granted' ? 'trust_schools' : 'own_school',
    decision: 'granted',
    conditions: NO_CONDITIONS,
    decidedAt,
    recordedAt: over.recordedAt ?? decidedAt,
    effectiveFrom: over.effectiveFrom ?? decidedAt,
    expiresAt: null,
    source: 'office',
    formVersionId: 'form-1',
    formRetiredAt: null,
    legacyTick: false,
    supersedesId: null,
    liftsProvisional: false,
    sequence: written,
    ...over,
  };
}

export function view(over: Partial<PupilView> = {}): PupilView {
  written += 1;
  const askedAt = over.askedAt ?? days(-20);
  return {
    id: `view-${written}`,
    pupilId: PUPIL.id,
    subject: null,
    answer: 'yes',
    askedAt,
    recordedAt: over.recordedAt ?? askedAt,
    sequence: written,
    ...over,
  };
}

export function restriction(over: Partial<Restriction> = {}): Restriction {
  written += 1;
  return {
    id: `restriction-${written}`,
    pupilId: PUPIL.id,
    type: 'do_not_publish',
    startsAt: days(-10),
    liftedAt: null,
    ...over,
  };
}

/** Everything about the pupil: by default one good yes by the mother and nothing else. */
export function inputs(
  over: Partial<Omit<ConsentInputs, 'settings'>> & { settings?: Partial<ConsentSettings> } = {},
): ConsentInputs {
  return {
    pupil: PUPIL,
    decisions: [answer()],
    holders: [holder('mother'), holder('father')],
    views: [],
    restrictions: [],
    import: { exportedAt: null },
    ...over,
    settings: { ...DEFAULT_CONSENT_SETTINGS, ...over.settings },
  };
}

/** A photo of three people on the school's own X account, in celebration, now. */
export function need(over: Partial<ConsentNeed> = {}): ConsentNeed {
  return {
    subject: 'image',
    channel: 'x',
    purpose: 'celebration',
    event: null,
    accountKind: 'school',
    scene: { identifiablePeople: 3, faceOn: 'yes', uniform: 'yes', placeTold: 'no' },
    at: NOW,
    ...over,
  };
}

/** The codes of the reasons, in their order. */
export function codes(of: ConsentInputs, asked: ConsentNeed = need()): string[] {
  return resolve(of, asked).reasons.map((reason) => reason.code);
}
