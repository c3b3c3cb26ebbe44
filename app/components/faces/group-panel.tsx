// A class photo: everybody of one class is in it but those said not to be. Who may not be shown is asked for by name, so
// that thirty faces need no thirty answers, and nobody is shown by being forgotten.
import { Link } from '@remix-run/react';
import type { AccountedGroup } from '#app/domain/photos/accounting.ts';
import { VERSION } from '#app/http/settle-form.ts';
import type { AccountPage, PickRow } from '#app/presenters/account-page.ts';
import { GroupMembers } from './group-members.tsx';
import { Panel } from './panel.tsx';
import { people } from './words.ts';
import { Button } from '../button.tsx';
import { Checkbox } from '../choices.tsx';

interface GroupPanelProps {
  page: AccountPage;
  /** as it is settled now; null = everybody by name */
  settled: AccountedGroup | null;
  /** null before scripts run: then the form is sent */
  onGroup: ((group: AccountedGroup | null) => void) | null;
  onClose(): void;
}

export function GroupPanel({ page, settled, onGroup, onClose }: GroupPanelProps) {
  const chosen = page.klass ?? settled?.name ?? null;
  const members = membersOf(page, chosen);
  const group: AccountedGroup | null =
    settled?.name === chosen
      ? settled
      : chosen !== null && members.length > 0
        ? { name: chosen, absent: [], hidden: [], outsidersNone: false }
        : null;
  const away = group ? group.absent.length + group.hidden.length : 0;
  return (
    <Panel
      title="Class photo"
      about="Choose the class. Everyone in it counts as in the photo; take out whoever is not."
      of={`group ${chosen ?? ''}`}
      closeTo={page.here}
      onClose={onClose}
    >
      <form
        method="post"
        action={page.here}
        className="faces-scroll flex flex-col gap-4"
        onSubmit={(event) => onGroup && event.preventDefault()}
      >
        <input type="hidden" name={VERSION} value={page.version} />
        <nav aria-label="Which class?" className="flex flex-wrap gap-2">
          {page.groups.map((name) => (
            <Link
              key={name}
              to={`?group=${encodeURIComponent(name)}`}
              replace
              preventScrollReset
              aria-current={name === chosen ? 'true' : undefined}
              className="class-choice"
            >
              {name}
            </Link>
          ))}
        </nav>
        {group && (
          <>
            <GroupMembers members={members} group={group} onGroup={onGroup} />
            <Checkbox
              name="outsidersNone"
              value="yes"
              label={`Nobody from outside ${group.name} can be seen in it.`}
              hint="Look at the edges, behind the class and in windows. Blur whoever is not on this list, or crop them out."
              {...(onGroup
                ? {
                    checked: group.outsidersNone,
                    onChange: (event) => onGroup({ ...group, outsidersNone: event.currentTarget.checked }),
                  }
                : { defaultChecked: group.outsidersNone })}
            />
          </>
        )}
        <div className="flex flex-wrap gap-3">
          {group && (
            <Button
              name="intent"
              value={`group:${group.name}`}
              icon="check"
              onClick={(event) => {
                if (!onGroup) return;
                event.preventDefault();
                onGroup(group);
                onClose();
              }}
            >
              {`This is ${group.name}: ${people(members.length - away)}`}
            </Button>
          )}
          {settled && (
            <Button
              kind="quiet"
              name="intent"
              value="by-name"
              onClick={(event) => {
                if (!onGroup) return;
                event.preventDefault();
                onGroup(null);
                onClose();
              }}
            >
              Not a class photo: everyone by name
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}

function membersOf(page: AccountPage, name: string | null): PickRow[] {
  const ids = new Set((name !== null && page.members[name]) || []);
  return page.rows.filter(({ kind, id }) => kind === 'pupil' && ids.has(id));
}
