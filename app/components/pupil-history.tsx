// What was recorded about a pupil, newest first: who said what, when, on which wording, and who wrote it down.
import { Link } from '@remix-run/react';
import type { HistoryLine } from '#app/presenters/pupil-history.ts';
import { WhenText } from './when-text.tsx';

/** `here` is the pupil's address. */
export function PupilHistory({ lines, here }: { lines: readonly HistoryLine[]; here: string }) {
  if (lines.length === 0) return <p className="text-quiet">Nobody has answered yet.</p>;
  return (
    <ol className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
      {lines.map((line) => (
        <li key={line.id} className="flex flex-col gap-1 p-4">
          <p className="font-semibold">{line.title}</p>
          {line.details.map((detail) => (
            <p key={detail} className="text-small">
              {detail}
            </p>
          ))}
          {line.posts && line.posts.length > 0 && (
            <div className="text-small">
              <p className="font-semibold">Posts that rested on it</p>
              <ul>
                {line.posts.map((post) => (
                  <li key={post.to}>
                    <Link to={post.to} className="inline-flex min-h-11 items-center">
                      <span className="line-clamp-1">{post.title}</span>
                    </Link>{' '}
                    <span className="text-quiet">{post.state}</span>
                  </li>
                ))}
              </ul>
              {line.morePosts ? <p className="text-quiet">And {line.morePosts} more.</p> : null}
            </div>
          )}
          <p className="text-small text-quiet">
            Recorded by {line.recordedBy}, <WhenText when={line.recorded} />
          </p>
          {line.liftable && (
            <p>
              <Link to={`${here}/lift?no=${line.id}`} className="inline-flex min-h-11 items-center">
                Look into this no
              </Link>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
