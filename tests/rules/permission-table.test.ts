// Who may do what, role by role, as a school would say it. The table is written out by hand here, on purpose: changing what a role
// may do means changing a sentence that a person can read. No flag, setting or plan grants anything (PF22).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Person, Role } from '#app/domain/actor.ts';
import { may, PERMISSIONS, type Permission } from '#app/domain/permissions.ts';
import { ROLES } from '#db/schema/people.ts';

const AT = new Date('2026-11-18T09:00:00Z');
const DAY = 86_400_000;
const HERE = 'here';
const THERE = 'there';

const MAY: Readonly<Record<Role, readonly Permission[]>> = {
  teacher: [
    'post.draft',
    'post.read',
    'post.hold',
    'calendar.read',
    'consent.recordNo',
    'accounts.read',
    'view.ask',
    'unlisted.add',
    'use.check',
    'trip.keep',
    'photoList.make',
    'finding.answer',
  ],
  headteacher: [
    'takedown.register',
    'onCall.set',
    'breach.know',
    'post.draft',
    'post.read',
    'post.readDrafts',
    'post.approve',
    'post.schedule',
    'post.publishByHand',
    'post.repost',
    'post.hold',
    'post.takeDown',
    'post.settle',
    'publishing.pause',
    'calendar.read',
    'consent.recordNo',
    'accounts.read',
    'postTimes.set',
    'account.register',
    'account.connect',
    'account.approve',
    'account.disconnect',
    'delegation.give',
    'access.end',
    'view.ask',
    'unlisted.add',
    'use.check',
    'trip.keep',
    'photoList.make',
    'schoolYear.set',
    'trip.setPosts',
    'tripAccount.approve',
    'adults.record',
    'removal.log',
    'finding.answer',
    'finding.remember',
    'words.keep',
    'spokesperson.grant',
    'textRules.set',
  ],
  deputy: [
    'takedown.register',
    'post.draft',
    'post.read',
    'post.readDrafts',
    'post.hold',
    'post.takeDown',
    'post.settle',
    'publishing.pause',
    'calendar.read',
    'consent.recordNo',
    'accounts.read',
    'view.ask',
    'unlisted.add',
    'use.check',
    'trip.keep',
    'photoList.make',
    'adults.record',
    'removal.log',
    'finding.answer',
    'finding.remember',
    'words.keep',
  ],
  comms_lead: [
    'takedown.register',
    'post.draft',
    'post.correct',
    'post.read',
    'post.readDrafts',
    'post.schedule',
    'post.publishByHand',
    'post.repost',
    'post.hold',
    'post.takeDown',
    'post.settle',
    'publishing.pause',
    'calendar.read',
    'consent.recordNo',
    'accounts.read',
    'postTimes.set',
    'account.register',
    'account.connect',
    'account.disconnect',
    'view.ask',
    'unlisted.add',
    'use.check',
    'trip.keep',
    'photoList.make',
    'adults.record',
    'removal.log',
    'finding.answer',
    'finding.remember',
    'words.keep',
  ],
  school_office: [
    'pupil.find',
    'consent.record',
    'consent.recordNo',
    'import.upload',
    'guests.record',
    'accounts.read',
    'consent.ask',
    'view.ask',
    'unlisted.add',
    'use.check',
    'removal.log',
    'schoolYear.set',
    'record.check',
    'unlisted.match',
    'trip.keep',
    'adults.record',
    'pupil.keep',
  ],
  data_lead: [
    'takedown.register',
    'breach.know',
    'breach.keep',
    'post.read',
    'calendar.read',
    'pupil.find',
    'consent.record',
    'consent.recordNo',
    'consent.history',
    'consent.liftProvisional',
    'import.upload',
    'import.sign',
    'guests.record',
    'picture.allow',
    'restriction.know',
    'accounts.read',
    'consent.ask',
    'view.ask',
    'unlisted.add',
    'use.check',
    'removal.log',
    'form.publish',
    'consent.settle',
    'schoolYear.set',
    'record.check',
    'unlisted.match',
    'adults.record',
    'pupil.export',
    'pupil.keep',
    'words.keep',
    'textRules.set',
  ],
  dpo: ['takedown.register', 'breach.know', 'accounts.read', 'register.counts'],
  dsl: [
    'takedown.register',
    'onCall.set',
    'breach.know',
    'breach.keep',
    'post.read',
    'post.hold',
    'hold.lift',
    'post.takeDown',
    'publishing.pause',
    'calendar.read',
    'pupil.find',
    'consent.record',
    'consent.recordNo',
    'consent.history',
    'consent.liftProvisional',
    'guests.record',
    'picture.allow',
    'restriction.know',
    'restriction.set',
    'accounts.read',
    'account.disconnect',
    'consent.ask',
    'view.ask',
    'unlisted.add',
    'use.check',
    'removal.log',
    'nameChange.settle',
    'finding.acceptForSafety',
    'finding.remember',
  ],
  deputy_dsl: [
    'takedown.register',
    'onCall.set',
    'breach.know',
    'breach.keep',
    'post.read',
    'post.hold',
    'hold.lift',
    'post.takeDown',
    'publishing.pause',
    'calendar.read',
    'pupil.find',
    'consent.record',
    'consent.recordNo',
    'consent.history',
    'consent.liftProvisional',
    'guests.record',
    'picture.allow',
    'restriction.know',
    'restriction.set',
    'accounts.read',
    'consent.ask',
    'view.ask',
    'unlisted.add',
    'use.check',
    'removal.log',
    'nameChange.settle',
    'finding.acceptForSafety',
    'finding.remember',
  ],
  trust_admin: [
    'takedown.register',
    'publishing.pause',
    'accounts.read',
    'account.approve',
    'account.disconnect',
    'register.counts',
    'access.end',
    'words.keep',
    'spokesperson.grant',
    'textRules.set',
  ],
  governor: ['takedown.register', 'accounts.read', 'register.counts'],
};

const ALL = Object.keys(PERMISSIONS) as Permission[];
/** Held for the whole trust; every other role is held in one school. */
const TRUST_WIDE: readonly Role[] = ['trust_admin'];

function someone(role: Role, differs: Partial<Person> = {}): Person {
  const schoolId = TRUST_WIDE.includes(role) ? null : HERE;
  return {
    kind: 'person',
    userId: 'someone',
    name: 'Some One',
    trustId: 'trust',
    leftAt: null,
    grants: [{ role, schoolId, startsAt: new Date(AT.getTime() - DAY), endsAt: null }],
    delegations: [],
    policyAcknowledged: true,
    trainedUntil: new Date(AT.getTime() + DAY),
    ...differs,
  };
}

const allowed = (person: Person, schoolId = HERE, at = AT) =>
  ALL.filter((each) => may(person, each, schoolId, at));

describe.each(ROLES)('a %s', (role) => {
  it('may do exactly this in their school', () => {
    expect(allowed(someone(role)).sort()).toEqual([...MAY[role]].sort());
  });

  it('may do nothing in a school where they hold no role (R-06)', () => {
    const elsewhere = TRUST_WIDE.includes(role) ? [...MAY[role]].sort() : [];
    expect(allowed(someone(role), THERE).sort()).toEqual(elsewhere);
  });

  it('may do nothing before the role begins, once it has ended, or after leaving (R-30)', () => {
    const [grant] = someone(role).grants;
    const dated = (startsAt: Date, endsAt: Date | null) =>
      someone(role, { grants: [{ ...grant!, startsAt, endsAt }] });
    expect(allowed(dated(new Date(AT.getTime() + 1), null))).toEqual([]);
    expect(allowed(dated(new Date(AT.getTime() - DAY), AT))).toEqual([]);
    expect(allowed(someone(role, { leftAt: AT }))).toEqual([]);
    expect(allowed(dated(AT, new Date(AT.getTime() + 1)))).not.toEqual([]);
  });
});

describe('approving', () => {
  const delegation = {
    id: 'd',
    schoolId: HERE,
    fromUserId: 'head',
    toUserId: 'someone',
    startsAt: AT,
    endsAt: new Date(AT.getTime() + DAY),
  };
  const mayApprove = (role: Role, differs: Partial<typeof delegation>, at = AT) =>
    may(someone(role, { delegations: [{ ...delegation, ...differs }] }), 'post.approve', HERE, at);

  it('is a deputy’s only while a delegation to them runs in that school (R-03, R-116)', () => {
    expect(mayApprove('deputy', {})).toBe(true);
    expect(mayApprove('deputy', {}, new Date(AT.getTime() - 1))).toBe(false);
    expect(mayApprove('deputy', {}, new Date(AT.getTime() + DAY - 1))).toBe(true);
    expect(mayApprove('deputy', {}, new Date(AT.getTime() + DAY))).toBe(false);
    expect(mayApprove('deputy', { schoolId: THERE })).toBe(false);
    expect(mayApprove('deputy', { toUserId: 'another' })).toBe(false);
  });

  it('is nobody else’s by delegation', () => {
    const others = ROLES.filter((role) => !['deputy', 'headteacher'].includes(role));
    expect(others.filter((role) => mayApprove(role, {}))).toEqual([]);
  });

  it('brings a deputy nothing but approving', () => {
    const gained = allowed(someone('deputy', { delegations: [delegation] })).filter(
      (each) => !MAY.deputy.includes(each),
    );
    expect(gained).toEqual(['post.approve']);
  });
});

describe('several roles', () => {
  it('in two schools stay apart: each school sees the roles held there and no others (R-06)', () => {
    const role = fc.constantFrom(...ROLES.filter((each) => !TRUST_WIDE.includes(each)));
    fc.assert(
      fc.property(fc.uniqueArray(role), fc.uniqueArray(role), (rolesHere, rolesThere) => {
        const grants = [
          ...rolesHere.map((each) => ({ ...someone(each).grants[0]!, schoolId: HERE })),
          ...rolesThere.map((each) => ({ ...someone(each).grants[0]!, schoolId: THERE })),
        ];
        const person = someone('teacher', { grants });
        const union = (roles: Role[]) => [...new Set(roles.flatMap((each) => MAY[each]))].sort();
        expect(allowed(person, HERE).sort()).toEqual(union(rolesHere));
        expect(allowed(person, THERE).sort()).toEqual(union(rolesThere));
      }),
    );
  });
});

describe('nothing is granted by anything but a role (PF22)', () => {
  it('a person without one may do nothing, whatever else is true of them', () => {
    const anything = fc.record({
      name: fc.string(),
      policyAcknowledged: fc.boolean(),
      trainedUntil: fc.option(fc.date({ noInvalidDate: true })),
      isAdmin: fc.constant(true),
      plan: fc.constant('enterprise'),
      billing: fc.constant(false),
    });
    fc.assert(
      fc.property(anything, (facts) => {
        expect(allowed(someone('teacher', { ...facts, grants: [] }))).toEqual([]);
      }),
    );
  });

  it('no role may do everything, and only a headteacher may approve by role', () => {
    for (const role of ROLES) expect(allowed(someone(role)).length).toBeLessThan(ALL.length);
    expect(ROLES.filter((role) => may(someone(role), 'post.approve', HERE, AT))).toEqual(['headteacher']);
  });
});
