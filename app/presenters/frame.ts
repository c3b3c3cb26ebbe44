// The frame around a person's pages at one school: only the doors that their permissions open, so that nobody is shown
// a page that would refuse them.
import type { FrameData, FrameNavItem } from '#app/components/app-frame.tsx';
import type { Person } from '#app/domain/actor.ts';
import { may, type Permission } from '#app/domain/permissions.ts';
import type { OwnSchool } from '#app/domain/school/schools-of-person.ts';
import { roleWords } from './roles.ts';

interface Door extends Omit<FrameNavItem, 'to'> {
  /** below the school's address, or a whole address with a slash in front */
  to: string;
  permission?: Permission;
  practiceOnly?: boolean;
}

/** In order of use; a phone shows the first four and puts the rest under More. */
const DOORS: readonly Door[] = [
  { to: '', label: 'Home', icon: 'home', exact: true },
  { to: 'posts/new', label: 'New post', icon: 'plus', permission: 'post.draft' },
  { to: 'pupils', label: 'Pupils', icon: 'people', permission: 'pupil.find' },
  { to: 'calendar', label: 'Calendar', icon: 'calendar', permission: 'calendar.read' },
  { to: 'register', label: 'Accounts', icon: 'register', permission: 'accounts.read' },
  { to: '/sandbox', label: 'Practice X', icon: 'send', permission: 'post.read', practiceOnly: true },
];

export interface FrameInput {
  person: Person;
  school: OwnSchool;
  /** every school the person may open */
  schools: readonly OwnSchool[];
  unread: number;
  at: Date;
}

/** What the frame shows; sent by the layout's loader as `frame`. */
export function frameOf({ person, school, schools, unread, at }: FrameInput): FrameData {
  const base = `/s/${school.slug}`;
  const open = DOORS.filter(
    ({ permission, practiceOnly }) =>
      (!permission || may(person, permission, school.id, at)) && (!practiceOnly || school.practice),
  );
  return {
    schoolName: school.name,
    person: { name: person.name, role: roleWords(school.roles) },
    places: schools
      .filter(({ id }) => id !== school.id)
      .map((other) => ({ label: `${roleWords(other.roles)}, ${other.name}`, to: `/s/${other.slug}` })),
    nav: open.map(({ to, label, icon, exact }) => ({
      to: to.startsWith('/') ? to : [base, to].filter(Boolean).join('/'),
      label,
      icon,
      ...(exact ? { exact } : {}),
    })),
    notices: { to: `${base}/notices`, count: unread },
    policyTo: `/policy?back=${encodeURIComponent(base)}`,
    signOutAction: '/sign-out',
    practice: school.practice,
    theme: 'system',
  };
}
