// The members of a class as rows to untick. Whoever may not be shown gets a question with their name instead: in it or not.
import type { AccountedGroup } from '#app/domain/photos/accounting.ts';
import type { PickRow } from '#app/presenters/account-page.ts';
import { Verdict } from './verdict.tsx';

type Standing = 'in' | 'absent' | 'hidden';

interface GroupMembersProps {
  members: PickRow[];
  group: AccountedGroup;
  onGroup: ((group: AccountedGroup) => void) | null;
}

const standingOf = ({ absent, hidden }: AccountedGroup, id: string): Standing =>
  absent.includes(id) ? 'absent' : hidden.includes(id) ? 'hidden' : 'in';

function standsAs(group: AccountedGroup, id: string, as: Standing): AccountedGroup {
  const without = (ids: string[]) => ids.filter((each) => each !== id);
  return {
    ...group,
    absent: [...without(group.absent), ...(as === 'absent' ? [id] : [])].sort(),
    hidden: [...without(group.hidden), ...(as === 'hidden' ? [id] : [])].sort(),
  };
}

export function GroupMembers({ members, group, onGroup }: GroupMembersProps) {
  const asked = members.filter(({ tone }) => tone === 'stopped');
  const ticked = members.filter(({ tone }) => tone !== 'stopped');
  const say = (id: string, as: Standing) => onGroup?.(standsAs(group, id, as));
  return (
    <>
      {members.map(({ id }) => (
        <input key={id} type="hidden" name="of" value={id} />
      ))}
      {asked.map(({ id }) => (
        <input key={id} type="hidden" name="asked" value={id} />
      ))}
      {asked.length > 0 && (
        <div className="flex flex-col gap-2">
          <h3 className="font-semibold">Not to be shown: are they in it?</h3>
          {asked.map((row) => (
            <Asked key={row.id} row={row} standing={standingOf(group, row.id)} onSay={onGroup && say} />
          ))}
        </div>
      )}
      <div className="flex flex-col gap-1">
        <h3 className="font-semibold">Take the tick from whoever is not in it</h3>
        <ul className="divide-y divide-line rounded-card border border-line bg-paper">
          {ticked.map((row) => {
            const standing = standingOf(group, row.id);
            return (
              <li key={row.id}>
                <label className="flex min-h-12 cursor-pointer items-center gap-3 px-3 py-1.5">
                  <input
                    type="checkbox"
                    name={`member:${row.id}`}
                    value="in"
                    className="size-[1.4em] shrink-0 accent-green"
                    {...(onGroup
                      ? {
                          checked: standing === 'in',
                          onChange: (event) => say(row.id, event.currentTarget.checked ? 'in' : 'absent'),
                        }
                      : { defaultChecked: standing === 'in' })}
                  />
                  <span className="min-w-0 flex-1 font-semibold">{row.name}</span>
                  <Verdict tone={row.tone}>{row.word}</Verdict>
                </label>
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}

interface AskedProps {
  row: PickRow;
  standing: Standing;
  onSay: ((id: string, as: Standing) => void) | null;
}

function Asked({ row, standing, onSay }: AskedProps) {
  const choices = [
    ['absent', 'No'],
    ['hidden', 'Yes'],
  ] as const;
  return (
    <fieldset className="rounded-card border border-line bg-paper p-3">
      <legend className="contents font-semibold">Is {row.name} in this photo?</legend>
      <div className="flex gap-3 pt-2">
        {choices.map(([value, label]) => (
          <label key={value} className="thing-choice flex-1 justify-center">
            <input
              type="radio"
              name={`member:${row.id}`}
              value={value}
              className="size-[1.3em] accent-green"
              {...(onSay
                ? { checked: standing === value, onChange: () => onSay(row.id, value) }
                : { defaultChecked: standing === value })}
            />
            {label}
          </label>
        ))}
      </div>
      {standing === 'hidden' && (
        <p className="pt-2 text-small font-semibold text-amber">
          Now tap their face on the photo and choose Blur, or crop the photo.
        </p>
      )}
      {standing === 'in' && (
        <p className="pt-2">
          <Verdict tone="stopped">Say yes or no: until then this photo cannot go out</Verdict>
        </p>
      )}
    </fieldset>
  );
}
