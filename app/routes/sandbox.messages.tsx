// Practice e-mail: what the reader would have got. Everybody here is made up and nothing has left this machine; each sees their own.
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AppFrame } from '#app/components/app-frame.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { WhenText } from '#app/components/when-text.tsx';
import { ownPracticeMessages } from '#app/domain/staff-messages/practice-messages.ts';
import { notHere, ownSchools, requirePerson } from '#app/http/actor.server.ts';
import { frameNear } from '#app/http/frame.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { practiceMessageLine } from '#app/presenters/staff-mail.ts';

export const meta: MetaFunction = () => [{ title: 'Practice e-mail · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const who = await requirePerson(args);
    const schools = await ownSchools(who);
    if (!schools.some(({ practice }) => practice)) throw notHere();
    const { deps, publicOrigin } = who.services;
    const messages = await ownPracticeMessages(deps.db, who.person, schools, publicOrigin);
    const referrer = args.request.headers.get('referer') ?? '';
    const near = URL.canParse(referrer) ? new URL(referrer).pathname : '';
    return {
      frame: await frameNear(who, near),
      messages: messages.map((message) => practiceMessageLine(message, who.at)),
    };
  });

export default function PracticeMessages() {
  const { frame, messages } = useLoaderData<typeof loader>();
  const page = (
    <Page>
      <PageHeader title="Practice e-mail">
        What you would get by e-mail. Nothing here has left this machine.
      </PageHeader>
      {messages.length === 0 ? (
        <EmptyState title="No e-mail yet">
          Urgent notices come here within seconds, what needs you after ten minutes, the rest at eight in the
          morning.
        </EmptyState>
      ) : (
        <ul
          aria-label="E-mails"
          className="divide-y divide-line rounded-card border border-line bg-paper shadow-card"
        >
          {messages.map(({ mailId, subject, sent, lines }) => (
            <li key={mailId} className="p-4">
              <p className="font-semibold">{subject}</p>
              <p className="text-small text-quiet">
                <WhenText when={sent} />
              </p>
              <details className="mt-2">
                <summary className="cursor-pointer font-semibold text-green">Read it</summary>
                <div className="mt-2 flex flex-col gap-2">
                  {lines.map((line) => (
                    <p key={line} className="break-words whitespace-pre-line">
                      {line}
                    </p>
                  ))}
                </div>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
  return frame ? <AppFrame frame={frame}>{page}</AppFrame> : <PlainFrame practice>{page}</PlainFrame>;
}
