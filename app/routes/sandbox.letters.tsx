// Practice letters: what families would have got by e-mail. Everybody here is made up and nothing has left this machine; opening a
// letter writes it anew, with a fresh link, because the secret of a link is kept nowhere.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AppFrame } from '#app/components/app-frame.tsx';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { listPracticeLetters, writePracticeLetter } from '#app/domain/requests/practice-letters.ts';
import { notHere } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { frameNear } from '#app/http/frame.server.ts';
import { requirePracticeSchools } from '#app/http/practice.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Practice letters · Gatepost' }];

const KINDS = {
  consent_asked: 'Asked',
  consent_reminder: 'Reminded',
} as const;

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { who, schools } = await requirePracticeSchools(args, 'consent.ask');
    const letters = [];
    for (const school of schools)
      for (const sent of await listPracticeLetters(who.services.deps.db, who.person, school, who.at))
        letters.push({
          mailId: sent.mailId,
          to: sent.to,
          what: `${KINDS[sent.kind]}, ${whenWords(sent.sentAt, school.zone, who.at).text}`,
        });
    const referrer = args.request.headers.get('referer') ?? '';
    const near = URL.canParse(referrer) ? new URL(referrer).pathname : '';
    return { frame: await frameNear(who, near), letters };
  });

const Open = z.object({ mailId: z.uuid() });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { who, schools } = await requirePracticeSchools(args, 'consent.ask');
    const { mailId } = requireFields(await readForm(args.request), Open);
    const { deps, publicOrigin } = who.services;
    for (const school of schools) {
      const letter = await writePracticeLetter(
        deps,
        who.person,
        { schoolId: school.id, mailId },
        publicOrigin,
      );
      if (letter) return json({ mailId, ...letter });
    }
    throw notHere();
  });

export default function PracticeLetters() {
  const { frame, letters } = useLoaderData<typeof loader>();
  const opened = useActionData<typeof action>();
  const page = (
    <Page>
      <PageHeader title="Practice letters">
        What families would get by e-mail. Nothing here has left this machine.
      </PageHeader>
      {opened && (
        <Section id="letter" title={opened.subject}>
          <Card as="article">
            <p className="text-small text-quiet">To {opened.to}</p>
            {opened.text.split('\n\n').map((line) =>
              /^https?:\/\/\S+$/.test(line) ? (
                <a key={line} href={line} className="break-words">
                  {line}
                </a>
              ) : (
                <p key={line}>{line}</p>
              ),
            )}
          </Card>
        </Section>
      )}
      {letters.length === 0 ? (
        <EmptyState title="No letters yet">
          Ask a class under Ask families: what goes out by e-mail can be read here a moment later.
        </EmptyState>
      ) : (
        <ul
          aria-label="Letters"
          className="divide-y divide-line rounded-card border border-line bg-paper shadow-card"
        >
          {letters.map(({ mailId, to, what }) => (
            <li key={mailId} className="flex flex-wrap items-center justify-between gap-3 p-4">
              <div className="min-w-0">
                <p className="font-semibold">{to}</p>
                <p className="text-small text-quiet">{what}</p>
              </div>
              <Form method="post">
                <input type="hidden" name="mailId" value={mailId} />
                <Button kind="quiet">Read it</Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
  return frame ? <AppFrame frame={frame}>{page}</AppFrame> : <PlainFrame practice>{page}</PlainFrame>;
}
