// Where a draft goes: its own account and the further ones that were chosen, each with what stands in the way there.
import type { FurtherStanding } from '#app/presenters/further-accounts.ts';
import { Button } from '../button.tsx';
import { Issue } from '../notice.tsx';
import { Section } from '../page.tsx';

interface AlsoOnProps {
  further: FurtherStanding[];
  /** there are other accounts to choose from */
  others: boolean;
}

export function AlsoOn({ further, others }: AlsoOnProps) {
  if (!others) return null;
  return (
    <Section
      id="accounts"
      title="Also on"
      hint="The same words and photos on more of the school’s accounts. They are approved together."
    >
      {further.length > 0 && (
        <ul aria-label="Also on" className="flex flex-col gap-3">
          {further.map(({ accountId, where, notes, issues }) => (
            <li key={accountId} className="flex flex-col gap-2 border-l-2 border-line pl-3">
              <span className="font-semibold [overflow-wrap:anywhere]">{where}</span>
              {notes.map((note) => (
                <Issue key={note} kind="needs-you">
                  {note}
                </Issue>
              ))}
              {issues.map((issue) => (
                <Issue key={issue.key} kind={issue.kind} {...(issue.clause ? { clause: issue.clause } : {})}>
                  {issue.sentence}
                </Issue>
              ))}
              {notes.length + issues.length === 0 && (
                <span className="text-small text-quiet">Nothing more stands in the way there.</span>
              )}
            </li>
          ))}
        </ul>
      )}
      <Button kind="quiet" name="intent" value="accounts">
        {further.length > 0 ? 'Change the further accounts' : 'Choose further accounts'}
      </Button>
    </Section>
  );
}
