// The practice timeline: what would stand on X, on this machine only, for the people of a trust that practises.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AppFrame } from '#app/components/app-frame.tsx';
import { PracticeAccountPosts } from '#app/components/practice-timeline.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { frameNear } from '#app/http/frame.server.ts';
import { requirePractice } from '#app/http/practice.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { timelineAccount } from '#app/presenters/practice-timeline.ts';

export const meta: MetaFunction = () => [{ title: 'Practice timeline · Gatepost' }];

/** The school somebody came from, so that the frame around this page stays theirs. */
function cameFrom(request: Request): string {
  const referrer = request.headers.get('referer') ?? '';
  return URL.canParse(referrer) ? new URL(referrer).pathname : '';
}

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { who, accounts } = await requirePractice(args);
    const timelines = [];
    for (const account of accounts) {
      const posts = await who.services.sandbox.listTimeline(account.platformUserId);
      timelines.push(timelineAccount(account, posts, who.at));
    }
    return { frame: await frameNear(who, cameFrom(args.request)), timelines };
  });

export default function PracticeTimelineRoute() {
  const { frame, timelines } = useLoaderData<typeof loader>();
  const page = (
    <Page>
      <PageHeader title="Practice timeline">
        What people would see on X. Nothing here has left this machine.
      </PageHeader>
      <Notice kind="info" word="Practice" title="This stands in for X. Put no real child in it.">
        Each photo can be saved, to see for yourself that nothing is hidden in the file. Bluesky has no
        practice here: an account on it can be looked at among the accounts, and nothing is sent.
      </Notice>
      {timelines.map((account) => (
        <PracticeAccountPosts key={account.handle} account={account} />
      ))}
    </Page>
  );
  return frame ? <AppFrame frame={frame}>{page}</AppFrame> : <PlainFrame practice>{page}</PlainFrame>;
}
