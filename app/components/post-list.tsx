// Posts as a list: each with its place on the way, and the moment that matters now.
import type { ReactNode } from 'react';
import type { PostRow } from '#app/presenters/post-list.ts';
import { StackList } from './card.tsx';
import { PostTrack } from './post-track.tsx';
import { WhenText } from './when-text.tsx';

interface PostListProps {
  label: string;
  rows: PostRow[];
  empty: ReactNode;
  /** Names the author, where the list holds several people's posts. */
  authors?: boolean;
  /** Under a row: why it is held, who may approve it. */
  note?: (row: PostRow) => ReactNode;
}

export function PostList({ label, rows, empty, authors = false, note }: PostListProps) {
  return (
    <StackList
      label={label}
      empty={empty}
      items={rows.map((row) => ({
        id: row.id,
        to: row.to,
        title: row.title,
        over: authors ? `${row.authorName} · ${row.over}` : row.over,
        children: (
          <>
            <PostTrack compact status={row.status} />
            <p className="text-small text-quiet">
              {row.moment.label}{' '}
              {row.moment.recent ? (
                <WhenText when={row.moment.when}>{row.moment.when.relative}</WhenText>
              ) : (
                <WhenText when={row.moment.when} relative={row.moment.when.relative}>
                  {row.moment.when.short}
                </WhenText>
              )}
            </p>
            {row.reason && (
              <p className="border-l-2 border-amber pl-3 text-small">
                <span className="font-semibold">The reason given: </span>
                {row.reason}
              </p>
            )}
            {note?.(row)}
          </>
        ),
      }))}
    />
  );
}
