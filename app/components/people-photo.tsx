// The photo that people are named in: it stays in sight while the list below it moves, and opens larger with a tap.
import type { PeoplePage } from '#app/presenters/people-page.ts';

export function PeoplePhoto({ page }: { page: PeoplePage }) {
  return (
    <a
      href={page.src}
      target="_blank"
      rel="noreferrer"
      className="z-10 block bg-desk py-2 [@media(min-height:44rem)]:sticky [@media(min-height:44rem)]:top-0"
    >
      <img
        src={page.src}
        alt={page.altText || `${page.photoName}, not described yet`}
        width={page.width}
        height={page.height}
        className="h-auto max-h-[42vh] w-full rounded-card object-contain"
      />
      <span className="sr-only">Opens the photo larger</span>
    </a>
  );
}
