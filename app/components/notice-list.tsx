// Notices as boxes, newest first; each leads to the thing it tells of.
import { Link } from '@remix-run/react';
import type { NoticeWords } from '#app/presenters/notices.ts';
import { Notice } from './notice.tsx';
import { WhenText } from './when-text.tsx';

export function NoticeList({ notices, base }: { notices: NoticeWords[]; base: string }) {
  return (
    <ul className="flex flex-col gap-3">
      {notices.map((notice) => (
        <li key={notice.id}>
          <Notice
            kind={notice.unread ? notice.box : 'info'}
            title={notice.title}
            {...(notice.unread ? {} : { word: 'Seen' })}
          >
            {notice.about && <p className="text-small text-quiet">{notice.about}</p>}
            <p>{notice.text}</p>
            <p className="flex flex-wrap items-center gap-x-4 text-small text-quiet">
              <WhenText when={notice.when} relative={notice.when.relative} />
              {notice.to && (
                <Link to={`${base}/${notice.to}`} className="inline-flex min-h-11 items-center">
                  Open it
                </Link>
              )}
            </p>
          </Notice>
        </li>
      ))}
    </ul>
  );
}
