// Newer and older pages of a list that is one of several on its page: the rest of the address stays as it is.
import { Link, useSearchParams } from '@remix-run/react';

interface PagedLinksProps {
  /** the name of the page number in the address */
  name: string;
  /** id of the section that it goes back to */
  anchor: string;
  page: number;
  pages: number;
}

export function PagedLinks({ name, anchor, page, pages }: PagedLinksProps) {
  const [search] = useSearchParams();
  if (pages <= 1) return null;
  const to = (number: number): string => {
    const next = new URLSearchParams(search);
    next.set(name, String(number));
    return `?${next.toString()}#${anchor}`;
  };
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center gap-x-6 text-small">
      <span className="text-quiet">
        Page {page} of {pages}
      </span>
      {page > 1 && (
        <Link to={to(page - 1)} className="inline-flex min-h-11 items-center">
          Newer
        </Link>
      )}
      {page < pages && (
        <Link to={to(page + 1)} className="inline-flex min-h-11 items-center">
          Older
        </Link>
      )}
    </nav>
  );
}
