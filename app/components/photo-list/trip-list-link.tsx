// On a trip's page: the way to its photo list, and which copies somebody has to take back or look for.
import { Link } from '@remix-run/react';
import { ButtonLink } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';

export interface TripList {
  to: string;
  warnings: { id: string; to: string; text: string; lost: boolean }[];
}

export function TripListLink({ list }: { list: TripList | null }) {
  if (!list) return null;
  return (
    <div className="flex flex-col gap-3">
      {list.warnings.map(({ id, to, text, lost }) => (
        <Notice
          key={id}
          kind={lost ? 'stopped' : 'needs-you'}
          title={text}
          word={lost ? 'Lost' : 'Photo list'}
          action={
            <Link to={to} className="inline-flex min-h-11 items-center">
              {lost ? 'See what was on it' : 'Open the photo list'}
            </Link>
          }
        />
      ))}
      <div>
        <ButtonLink kind="quiet" icon="people" to={list.to}>
          Photo list for the trip
        </ButtonLink>
      </div>
    </div>
  );
}
