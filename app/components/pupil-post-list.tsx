// Each post that shows a pupil with its account, its times and the answers it rested on.
import { Link } from '@remix-run/react';
import type { PostLine } from '#app/presenters/pupil-reliance.ts';

export function PupilPostList({ lines }: { lines: readonly PostLine[] }) {
  if (lines.length === 0) return null;
  return (
    <ol
      aria-label="Each post, the last changed first"
      className="mt-4 divide-y divide-line rounded-card border border-line bg-paper shadow-card"
    >
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="text-small font-semibold text-quiet">{line.state}</p>
          <p>
            <Link to={line.to} className="inline-flex min-h-11 items-center">
              <span className="line-clamp-2">{line.title}</span>
            </Link>
          </p>
          <p className="text-small text-quiet">{line.facts.join(' · ')}</p>
          {line.answers.map((answer) => (
            <p key={answer} className="text-small">
              Rested on: {answer}
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
