// Reposts of one post by other accounts of the school: a row for each account with where it stands and what may be pressed, and the door to
// them on the post's own page.
import { Form, useNavigation } from '@remix-run/react';
import type { RepostPress, RepostRow, RepostsDoor as Door, RepostsView } from '#app/presenters/reposts.ts';
import { Button, type ButtonKind, ButtonLink } from './button.tsx';
import type { IconName } from './icon.tsx';
import { RefusalNote } from './notice.tsx';

export function RepostsDoor({ reposts }: { reposts: Door | null }) {
  if (!reposts) return null;
  const { to, label, lines, urgent } = reposts;
  return (
    <div className="flex flex-col gap-1.5">
      <ButtonLink to={to} icon={urgent ? 'warn' : 'send'} kind={urgent ? 'primary' : 'quiet'} wide>
        {label}
      </ButtonLink>
      {lines.map((line) => (
        <p key={line} className="text-small text-quiet">
          {line}
        </p>
      ))}
    </div>
  );
}

const PRESSES: Readonly<Record<RepostPress, { label: string; kind: ButtonKind; icon: IconName }>> = {
  ask: { label: 'Ask for a repost', kind: 'quiet', icon: 'send' },
  open: { label: 'I repost it now', kind: 'primary', icon: 'send' },
  reposted: { label: 'It is reposted', kind: 'primary', icon: 'check' },
  not_made: { label: 'It is not reposted', kind: 'quiet', icon: 'stop' },
  taken_back: { label: 'The repost is taken back', kind: 'quiet', icon: 'check' },
};

export function RepostRows({ rows, original, platformName }: RepostsView) {
  return (
    <ul aria-label="Accounts" className="flex flex-col divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.accountId} className="flex flex-col gap-3 py-4">
          <OneAccount row={row} original={original} platformName={platformName} />
        </li>
      ))}
    </ul>
  );
}

function OneAccount({
  row,
  original,
  platformName,
}: { row: RepostRow } & Pick<RepostsView, 'original' | 'platformName'>) {
  const busy = useNavigation().state !== 'idle';
  return (
    <>
      <h2 className="text-lead font-bold [overflow-wrap:anywhere]">{row.where}</h2>
      <p className={row.urgent ? 'font-semibold text-red' : 'text-quiet'}>{row.standing}</p>
      {row.steps.length > 0 && (
        <ol className="flex list-decimal flex-col gap-1 pl-6">
          {row.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {row.steps.length > 0 && original && (
        <a href={original} target="_blank" rel="noreferrer" className="inline-flex min-h-11 items-center">
          Open the post on {platformName}
        </a>
      )}
      {row.barred && <RefusalNote reason={row.barred} />}
      {row.presses.length > 0 && (
        <Form method="post" className="flex flex-wrap gap-3">
          <input type="hidden" name="accountId" value={row.accountId} />
          {row.repostId && <input type="hidden" name="repostId" value={row.repostId} />}
          {row.presses.map((press) => (
            <Button
              key={press}
              name="press"
              value={press}
              icon={PRESSES[press].icon}
              kind={row.urgent && press === 'taken_back' ? 'primary' : PRESSES[press].kind}
              busy={busy}
            >
              {PRESSES[press].label}
              <span className="sr-only">: {row.handle}</span>
            </Button>
          ))}
        </Form>
      )}
    </>
  );
}
