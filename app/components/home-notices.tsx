// What happened since the reader was here last, on their home page: at most three, the rest one tap away.
import { Form, Link } from '@remix-run/react';
import type { NoticeWords } from '#app/presenters/notices.ts';
import { Button } from './button.tsx';
import { NoticeList } from './notice-list.tsx';
import { Section } from './page.tsx';

const SHOWN = 3;

export function HomeNotices({ notices, base }: { notices: NoticeWords[]; base: string }) {
  if (notices.length === 0) return null;
  const more = notices.length - SHOWN;
  return (
    <Section id="news" title="New since you were here">
      <NoticeList notices={notices.slice(0, SHOWN)} base={base} />
      <Form method="post" action={`${base}/notices`} className="flex flex-wrap items-center gap-4">
        {notices.map((notice) => (
          <input key={notice.id} type="hidden" name="id" value={notice.id} />
        ))}
        <input type="hidden" name="back" value={base} />
        <Button kind="quiet" icon="check">
          {notices.length === 1 ? 'I have seen this' : `I have seen all ${notices.length}`}
        </Button>
        {more > 0 && (
          <Link to={`${base}/notices`} className="inline-flex min-h-11 items-center">
            {more === 1 ? '1 more' : `${more} more`}
          </Link>
        )}
      </Form>
    </Section>
  );
}
