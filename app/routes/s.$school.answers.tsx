// Answers about words that are kept for every post of the school, and the way to end each of them.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { readRemembered } from '#app/domain/words/answers/read-answers.ts';
import { forgetAnswer } from '#app/domain/words/answers/take-back-answer.ts';
import { requireDoor } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { rememberedLines } from '#app/presenters/remembered.ts';

export const meta: MetaFunction = () => [{ title: 'Answers kept about words · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'finding.remember');
    const scope = { trustId: school.trustId, schoolId: school.id };
    const kept = await readRemembered(services.deps.db, person, scope, at);
    return { base, lines: rememberedLines(kept, school.zone, at) };
  });

const Forget = z.object({ answerId: z.uuid() });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'finding.remember');
    const { answerId } = requireFields(await readForm(args.request), Forget);
    await forgetAnswer(services.deps, person, { schoolId: school.id, answerId });
    throw redirect(`${base}/answers`);
  });

export default function Answers() {
  const { base, lines } = useLoaderData<typeof loader>();
  const busy = useNavigation().state !== 'idle';
  return (
    <Page>
      <PageHeader title="Answers kept about words" back={{ to: `${base}/tasks`, label: 'Everything else' }}>
        Words that were asked about once and are right wherever they stand. They are not asked about again.
      </PageHeader>
      {lines.length === 0 ? (
        <EmptyState title="Nothing is kept yet">
          Where a post waits for approval, an answer of its author can be kept for every post. It then stands
          here.
        </EmptyState>
      ) : (
        <>
          <p className="text-small text-quiet">
            Where an answer ends, posts that rest on it and have not gone out are asked again before they do.
          </p>
          <ul className="flex flex-col gap-4">
            {lines.map(({ answerId, title, reason, by }) => (
              <li key={answerId}>
                <Card as="article">
                  <h2 className="text-lead font-bold">{title}</h2>
                  <p className="whitespace-pre-line">{reason}</p>
                  <p className="text-small text-quiet">{by}</p>
                  <Form method="post" action={`${base}/answers`}>
                    <input type="hidden" name="answerId" value={answerId} />
                    <Button kind="quiet" busy={busy}>
                      Ask about it again
                    </Button>
                  </Form>
                </Card>
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
}
