// Who is in a photo, grouped by what may be said of them: a word, a mark and a colour, and never a reason.
import { clsx } from 'clsx';
import type { PeopleGroup } from '#app/presenters/post-content.ts';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface PeopleGroupsProps {
  groups: PeopleGroup[];
}

const ICONS: Partial<Record<PeopleGroup['word'], IconName>> = {
  'can be shown': 'check',
  'only in a group': 'people',
  'not in photos': 'cross',
};

export function PeopleGroups({ groups }: PeopleGroupsProps) {
  if (groups.length === 0) return <p className="text-small text-quiet">Nobody is listed in it.</p>;
  return (
    <ul className="flex flex-col gap-2">
      {groups.map((group) => (
        <li key={`${group.word} ${group.stops}`} className="flex flex-col">
          <span
            className={clsx(
              'inline-flex items-center gap-1.5 font-semibold',
              group.stops ? 'text-red' : 'text-green',
            )}
          >
            <Icon name={ICONS[group.word] ?? 'check'} size="small" />
            {group.word.charAt(0).toUpperCase() + group.word.slice(1)}
          </span>
          <ul className="flex flex-wrap gap-x-1.5 text-small">
            {group.people.map((person, index) => (
              <li key={person.id}>
                {person.name}
                {person.group && <span className="text-quiet"> ({person.group})</span>}
                {index < group.people.length - 1 && ','}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
