// Where the posts that show a pupil stand: one line for each place, what presses first, and what nobody can call back.
import { Link } from '@remix-run/react';
import type { PlaceTone, PostsWords } from '#app/presenters/pupil-posts.ts';
import { Icon } from './icon.tsx';

const TONES: Readonly<Record<PlaceTone, string>> = {
  stopped: 'text-red',
  'needs-you': 'text-amber',
  done: 'text-green',
  quiet: 'text-quiet',
};

export function PupilPosts({ words, empty }: { words: PostsWords; empty: string }) {
  if (words.lines.length === 0) return <p className="text-quiet">{empty}</p>;
  return (
    <div className="flex flex-col gap-4">
      <ul className="divide-y divide-line rounded-card border border-line bg-paper shadow-card">
        {words.lines.map((line) => (
          <li key={line.place} className="flex gap-3 p-4">
            <span className={TONES[line.tone]}>
              <Icon name={line.icon} />
            </span>
            <div className="flex min-w-0 flex-col gap-1">
              <p className="font-semibold">{line.sentence}</p>
              <p className="text-quiet">{line.next}</p>
              {line.posts.length > 0 && (
                <ul className="flex flex-col">
                  {line.posts.map((post) => (
                    <li key={post.id}>
                      <Link to={post.to} className="inline-flex min-h-11 items-center">
                        <span className="line-clamp-2">{post.title}</span>
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ul>
      {words.cannotRecall && (
        <p className="flex gap-3 px-4 text-quiet">
          <Icon name="info" />
          <span>
            <span className="font-semibold text-ink">What cannot be called back. </span>
            {words.cannotRecall}
          </span>
        </p>
      )}
    </div>
  );
}
