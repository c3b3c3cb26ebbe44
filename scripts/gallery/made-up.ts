// Made-up content for the gallery: long Welsh names, a 34-letter surname, twelve posts waiting, nothing at all.
import type { FrameData } from '#app/components/app-frame.tsx';
import type { CalendarDay, CalendarEntry } from '#app/components/calendar.tsx';
import { POST_STATUSES, type PostStatus } from '#app/domain/posts/post-status.ts';

export const WELSH_SCHOOL = 'Ysgol Gynradd Gymraeg Llanfairpwllgwyngyll';
/** Thirty-four letters with its hyphen. */
export const LONG_NAME = 'Mrs Wolstenholme-Featherstonehaughton';

export const ALL_STATUSES: readonly PostStatus[] = POST_STATUSES;

export const FRAME: FrameData = {
  schoolName: WELSH_SCHOOL,
  person: { name: LONG_NAME, role: 'Headteacher' },
  places: [{ label: 'comms lead, Bryn Uchaf Secondary', to: '/as/bryn-uchaf' }],
  nav: [
    { to: '/', label: 'Home', icon: 'home', exact: true },
    { to: '/waiting', label: 'Waiting', icon: 'clock', count: 12 },
    { to: '/posts', label: 'Posts', icon: 'post' },
    { to: '/calendar', label: 'Calendar', icon: 'calendar' },
    { to: '/pupils', label: 'Pupils', icon: 'consent' },
    { to: '/accounts', label: 'Accounts', icon: 'register' },
    { to: '/trips', label: 'Trips', icon: 'people' },
  ],
  notices: { to: '/notices', count: 3 },
  policyTo: '/policy',
  times: 'All times are UK time.',
  signOutAction: '/sign-out',
  practice: true,
  theme: 'system',
};

const TITLES = [
  'Year 4 met the lambs at Gorse Hill Farm today and learned how wool becomes yarn.',
  'Our choir sang at the care home. Thank you for having us!',
  'Sports day moves to Thursday because of the rain.',
  'Well done to the chess club, second in the county.',
];

const TIMES = ['9:30 am', '12 noon', '3:15 pm', '4 pm'];

export const TWELVE = Array.from({ length: 12 }, (_, index) => ({
  id: `post-${index}`,
  title: TITLES[index % TITLES.length] ?? '',
  status: ALL_STATUSES[index] ?? 'draft',
}));

function entry(index: number, status: PostStatus): CalendarEntry {
  return {
    id: `entry-${index}`,
    to: `/posts/${index}`,
    time: TIMES[index % TIMES.length] ?? '',
    title: TITLES[index % TITLES.length] ?? '',
    status,
  };
}

const ENTRIES: Record<string, CalendarEntry[]> = {
  '2026-06-03': [entry(0, 'published'), entry(1, 'scheduled')],
  '2026-06-09': [entry(2, 'held')],
  '2026-06-11': [entry(3, 'scheduled'), entry(1, 'missed'), entry(2, 'approved')],
  '2026-06-26': [entry(0, 'scheduled')],
};

function bandsOf(date: string): CalendarDay['bands'] {
  if (date < '2026-06-01') return [{ label: 'Half term', kind: 'holiday' }];
  if (date === '2026-06-15' || date === '2026-06-16') return [{ label: 'No posts: exams', kind: 'closed' }];
  if (date === '2026-06-10' || date === '2026-06-11') return [{ label: 'Year 4 at the farm', kind: 'trip' }];
  return [];
}

function day(offset: number): CalendarDay {
  const at = new Date(Date.UTC(2026, 5, 1 + offset));
  const date = at.toISOString().slice(0, 10);
  const words = at.toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  return {
    date,
    dayNumber: at.getUTCDate(),
    words,
    inMonth: at.getUTCMonth() === 5,
    today: date === '2026-06-09',
    to: `/calendar?day=${date}`,
    bands: bandsOf(date),
    entries: ENTRIES[date] ?? [],
  };
}

/** June 2026 starts on a Monday: five weeks hold it. */
export const JUNE: CalendarDay[][] = Array.from({ length: 5 }, (_, week) =>
  Array.from({ length: 7 }, (_, weekday) => day(week * 7 + weekday)),
);
