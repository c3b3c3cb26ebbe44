// The frame around a person's pages at one school: only the doors that their permissions open, so that nobody is shown
// a page that would refuse them.
import type { FrameData, FrameNavItem } from '#app/components/app-frame.tsx';
import type { Person } from '#app/domain/actor.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { roleWords } from './roles.ts';
import { taskGroups } from './tasks.ts';
import { zoneWords } from './when.ts';

interface Door extends Omit<FrameNavItem, 'to'> {
  /** below the school's address, or a whole address with a slash in front */
  to: string;
  /** one of them is enough */
  permissions?: readonly Permission[];
  practiceOnly?: boolean;
}

/**
 * What is used every day, in order of use; a phone shows the first four and puts the rest under More. What is used now and then
 * stands on one page of its own (see tasks).
 */
const DOORS: readonly Door[] = [
  { to: '', label: 'Home', icon: 'home', exact: true },
  { to: 'review', label: 'Waiting', icon: 'clock', permissions: ['post.approve', 'finding.acceptForSafety'] },
  { to: 'posts/new', label: 'New post', icon: 'plus', permissions: ['post.draft'] },
  { to: 'pupils', label: 'Pupils', icon: 'people', permissions: ['pupil.find'] },
  { to: 'consent', label: 'Consent', icon: 'consent', permissions: ['consent.history'] },
  { to: 'requests', label: 'Asking', icon: 'send', permissions: ['consent.ask'] },
  { to: 'calendar', label: 'Calendar', icon: 'calendar', permissions: ['calendar.read'] },
  { to: 'trips', label: 'Trips', icon: 'photo', permissions: ['post.draft', 'pupil.find'] },
  { to: 'safeguarding', label: 'Safeguarding', icon: 'shield', permissions: ['restriction.set'] },
  { to: 'register', label: 'Accounts', icon: 'register', permissions: ['accounts.read'] },
  { to: '/sandbox', label: 'Practice X', icon: 'send', permissions: ['post.read'], practiceOnly: true },
];

export interface FrameInput {
  person: Person;
  school: OwnSchool;
  /** every school the person may open */
  schools: readonly OwnSchool[];
  unread: number;
  /** posts that wait for this person's decision */
  waiting: number;
  /** others use this device too */
  shared?: boolean;
  at: Date;
}

/** What the frame shows; sent by the layout's loader as `frame`. */
export function frameOf({
  person,
  school,
  schools,
  unread,
  waiting,
  shared = false,
  at,
}: FrameInput): FrameData {
  const base = `/s/${school.slug}`;
  const open = DOORS.filter(
    ({ permissions, practiceOnly }) =>
      (!permissions || permissions.some((permission) => may(person, permission, school.id, at))) &&
      (!practiceOnly || school.practice),
  );
  const tasks = taskGroups(person, school, at).length > 0;
  return {
    schoolName: school.name,
    person: { name: person.name, role: roleWords(school.roles) },
    places: schools
      .filter(({ id }) => id !== school.id)
      .map((other) => ({ label: `${roleWords(other.roles)}, ${other.name}`, to: `/s/${other.slug}` })),
    nav: [
      ...open.map(({ to, label, icon, exact }) => ({
        to: to.startsWith('/') ? to : [base, to].filter(Boolean).join('/'),
        label,
        icon,
        ...(exact ? { exact } : {}),
        ...(to === 'review' ? { count: waiting } : {}),
      })),
      ...(tasks ? [{ to: `${base}/tasks`, label: 'Everything else', icon: 'more' as const }] : []),
    ],
    notices: { to: `${base}/notices`, count: unread },
    policyTo: `/policy?back=${encodeURIComponent(base)}`,
    times: `All times are ${zoneWords(school.zone)}.`,
    signOutAction: '/sign-out',
    practice: school.practice,
    ...(shared ? { shared } : {}),
    theme: 'system',
  };
}
