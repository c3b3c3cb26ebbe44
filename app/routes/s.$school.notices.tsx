// Everything a person was told at this school, newest first, and the one button that marks it read.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, Link, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { NoticeList } from '#app/components/notice-list.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { markNoticesRead, readNotices } from '#app/domain/school/read-notices.ts';
import { requireAtSchool } from '#app/http/actor.server.ts';
import { safeBackPath } from '#app/http/back-path.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { noticeWords } from '#app/presenters/notices.ts';

export const meta: MetaFunction = () => [{ title: 'Notices · Gatepost' }];

const SHOWN = 50;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireAtSchool(args);
    const rows = await readNotices(services.deps.db, person, school.id, SHOWN);
    return { base, notices: rows.map((row) => noticeWords(row, school.zone, at)) };
  });

const Seen = z.object({ id: z.array(z.uuid()).max(SHOWN), back: z.string().optional() });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireAtSchool(args);
    const seen = requireFields(await readForm(args.request), Seen, ['id']);
    await markNoticesRead(services.deps, person, school.id, seen.id);
    throw redirect(safeBackPath(seen.back ?? `${base}/notices`));
  });

export default function Notices() {
  const { base, notices } = useLoaderData<typeof loader>();
  const unread = notices.filter((notice) => notice.unread);
  return (
    <Page>
      <PageHeader title="Notices" back={{ to: base, label: 'Home' }} />
      {unread.length > 0 && (
        <Form method="post">
          {unread.map((notice) => (
            <input key={notice.id} type="hidden" name="id" value={notice.id} />
          ))}
          <Button kind="quiet" icon="check">
            {unread.length === 1 ? 'I have seen the new one' : `I have seen all ${unread.length} new ones`}
          </Button>
        </Form>
      )}
      {notices.length === 0 ? (
        <EmptyState title="Nothing has happened yet">
          When a post of yours is approved, comes back, is held or goes out, it says so here.
        </EmptyState>
      ) : (
        <NoticeList notices={notices} base={base} />
      )}
      <p className="text-small">
        <Link to={`${base}/my-mail`}>Choose what you get by e-mail</Link>
      </p>
    </Page>
  );
}
