// Every account a post goes to, each with its own state and its own page.
import { Link } from '@remix-run/react';
import type { TogetherView } from '#app/presenters/together.ts';
import { Section } from './page.tsx';
import { StatusWord } from './post-track.tsx';

export function TogetherList({ together }: { together: TogetherView | null }) {
  if (!together) return null;
  const { rows, lead } = together;
  return (
    <Section
      id="accounts"
      title="On each account"
      hint={
        lead
          ? 'Its words and photos are changed on the post it was made from, and nowhere else.'
          : 'Each account has its own state. What is tried again on one of them touches no other.'
      }
    >
      {lead && (
        <p>
          Made from <Link to={lead.to}>the post for {lead.where}</Link>.
        </p>
      )}
      <ul aria-label="Accounts" className="flex flex-col divide-y divide-line border-y border-line">
        {rows.map(({ postId, to, where, status, moment, next, here }) => (
          <li key={postId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <span className="font-semibold [overflow-wrap:anywhere]">{where}</span>
            <StatusWord status={status} />
            {moment && <span className="text-small text-quiet">{moment}</span>}
            {here ? (
              <span className="text-small text-quiet">This page</span>
            ) : (
              <Link to={to} className="inline-flex min-h-11 items-center text-small">
                {next ?? 'Open it'}
                <span className="sr-only">: {where}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
