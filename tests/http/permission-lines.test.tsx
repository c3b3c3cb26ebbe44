// A permission as a card, whoever or whatever it is about: its days, how it stands, what may still be done, and how it is drawn.
import { expect, test } from 'vitest';
import { PermissionList } from '#app/components/permissions/permission-list.tsx';
import { filledFields } from '#app/components/filled-fields.ts';
import {
  type PermissionLine,
  type PermissionState,
  periodWords,
  standingWords,
  whatIsLeft,
} from '#app/presenters/permission-lines.ts';
import { draw, words } from './drawn.tsx';

const NOW = new Date('2026-06-03T09:00:00Z');
const days = (from: string, to: string | null) =>
  periodWords({ startsAt: new Date(from), endsAt: to === null ? null : new Date(to) }, 'Europe/London', NOW);

test('the days are the first and the last on which it counts, not the moment after them', () => {
  expect(days('2026-05-31T23:00:00Z', '2026-06-05T23:00:00Z')).toBe('From Mon 1 June until Fri 5 June');
  expect(days('2026-05-31T23:00:00Z', null)).toBe('From Mon 1 June, until it is ended');
});

test('one that was ended before its first day does not say that it ended before it began', () => {
  expect(days('2026-06-10T23:00:00Z', '2026-06-03T09:00:00Z')).toBe('Ended before its first day');
});

test.each<[PermissionState, boolean, boolean]>([
  ['ends_soon', true, false],
  ['running', true, false],
  ['to_come', true, false],
  ['over', false, false],
  ['withdrawn', false, true],
])('%s: what may still be done about it', (state, runs, takenBack) => {
  expect(whatIsLeft(state)).toEqual({ runs, takenBack });
});

test('it says how it stands and, where there are several, of what kind it is', () => {
  expect(standingWords('ends_soon', 'Staff')).toBe('Ends soon · Staff');
  expect(standingWords('withdrawn')).toBe('Taken back');
});

const line = (change: Partial<PermissionLine>): PermissionLine => ({
  ...{ id: 'a', standing: 'Counts now', title: 'Dilys Frayne', covers: ['In a photo.'], days: 'From today' },
  ...{ kept: 'In writing: letter.', runs: true, takenBack: false, ...change },
});

test('every card says all of it, several things covered stand as a list, and each has its own ending', () => {
  const html = draw(
    <PermissionList
      lines={[line({}), line({ id: 'b', title: 'Peter Lowe', covers: ['Results', 'Strikes'], runs: false })]}
      none="None."
      ending={({ title, runs }) => runs && <em>End {title}</em>}
    />,
  );
  expect(words(html)).toBe(
    'Counts now Dilys Frayne In a photo. From today In writing: letter. End Dilys Frayne ' +
      'Counts now Peter Lowe Results Strikes From today In writing: letter.',
  );
  expect(html.match(/<li>(Results|Strikes)<\/li>/g)).toHaveLength(2);
});

test('none is said in words', () => {
  const html = draw(<PermissionList lines={[]} none="Nobody is named." ending={() => null} />);
  expect(words(html)).toBe('Nobody is named.');
});

test('a form that came back starts with what was typed and says what is wrong, field by field', () => {
  const { text, ticks } = filledFields({
    typed: { name: ['Dilys'], channels: ['x', 'website'], about: 'Elm Park', kind: [''] },
    errors: { name: 'Give the name.' },
  });
  expect(text('name')).toEqual({ name: 'name', defaultValue: 'Dilys', error: 'Give the name.' });
  expect(text('about')).toEqual({ name: 'about', defaultValue: 'Elm Park' });
  expect(text('kind')).toEqual({ name: 'kind' });
  expect(text('evidence')).toEqual({ name: 'evidence' });
  expect(ticks('channels')).toEqual({ name: 'channels', chosen: ['x', 'website'] });
  expect(ticks('topics')).toEqual({ name: 'topics', chosen: [] });
});
