// After somebody asked on the school's public page: that it is there, what happens next and by when. What comes of it is told by a person.
import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { WhenText } from '#app/components/when-text.tsx';
import { sentRequest } from '#app/domain/removals/ask-from-outside.ts';
import { isPractice } from '#app/domain/school/installation.ts';
import { notHere, uuidParam } from '#app/http/actor.server.ts';
import { publicPageOf } from '#app/http/public-page.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { sentPage } from '#app/presenters/public-page.ts';

export const meta: MetaFunction = () => [{ title: 'Your request has been sent' }];
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services, at } = await publicPageOf(args);
    const { db } = services.deps;
    const sent = await sentRequest(db, school, uuidParam(args, 'sentKey'));
    if (!sent) throw notHere();
    return {
      schoolName: school.name,
      practice: await isPractice(db),
      sent: sentPage(sent, school.zone, at),
    };
  });

export default function Sent() {
  const { schoolName, practice, sent } = useLoaderData<typeof loader>();
  return (
    <PlainFrame practice={practice}>
      <PageHeader title="The school has your request" over={schoolName}>
        Sent <WhenText when={sent.received} />.
      </PageHeader>
      <div className="rounded-card border border-line bg-paper p-4 shadow-card sm:p-5">
        <p className="text-small text-quiet">Your reference</p>
        <p className="text-title font-bold">{sent.reference}</p>
        <p className="text-small text-quiet">Write it down. Give it if you ring the school about this.</p>
      </div>
      <section aria-labelledby="next" className="flex flex-col gap-3">
        <h2 id="next" className="text-lead font-bold">
          What happens next
        </h2>
        <ol className="flex list-decimal flex-col gap-2 pl-6">
          <li>Somebody at the school looks for the post, and for every copy of it.</li>
          <li>
            They decide. What has to come down is to be gone by <WhenText when={sent.due} />.
          </li>
          <li>They tell you what was done, by the number or e-mail address that you gave.</li>
        </ol>
      </section>
      <p className="text-small text-quiet">
        This page cannot say what was found, or whether anybody is in a photo: only a person at the school
        does, once they know who you are. If you hear nothing by then, ring the school office.
      </p>
    </PlainFrame>
  );
}
