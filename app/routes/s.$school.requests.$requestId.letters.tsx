// Letters of a round on paper, class by class, as they are handed out. A press makes fresh links and shows the letters once: they
// cannot be fetched again, only printed anew, which ends the older ones.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { qrPicture } from '#app/http/qr-picture.server.ts';
import { EmptyState } from '#app/components/empty-state.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader } from '#app/components/page.tsx';
import { LetterClasses } from '#app/components/requests/letter-classes.tsx';
import { PrintedLetters } from '#app/components/requests/printed-letters.tsx';
import { linkPath } from '#app/domain/consent/link-secret.ts';
import { printLetters, readLetters } from '#app/domain/requests/print-letters.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { dayInWords } from '#app/domain/requests/day-in-words.ts';
import { whenWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Letters · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'consent.ask');
    const requestId = uuidParam(args, 'requestId');
    const { round, classes } = await readLetters(services.deps.db, person, school, requestId, at);
    return {
      back: `${base}/requests/${requestId}`,
      over: round.closedAt !== null,
      schoolName: school.name,
      lastDay: dayInWords(round.dueOn),
      classes: classes.map(({ group, letters, toPrint, lastPrintedAt, printed }) => ({
        ...{ group, letters, toPrint, printed },
        last: lastPrintedAt && whenWords(lastPrintedAt, school.zone, at).text,
      })),
    };
  });

const Print = z.object({
  group: z.string().max(200),
  which: z.union([z.enum(['all', 'new']), z.uuid()]),
  printed: z.string().max(100),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services } = await requireDoor(args, 'consent.ask');
    const requestId = uuidParam(args, 'requestId');
    const { which, ...order } = requireFields(await readForm(args.request), Print);
    const result = await orRefused(() =>
      printLetters(services.deps, person, {
        ...{ schoolId: school.id, requestId, ...order },
        which: which === 'all' || which === 'new' ? which : { askId: which },
      }),
    );
    if (result.refused)
      return json({ refused: result.refused.sentence, todo: result.refused.todo }, { status: 409 });
    const { letters, more } = result.value;
    return json({
      group: order.group,
      more,
      letters: letters.map(({ secret, ...letter }) => {
        const address = `${services.publicOrigin}${linkPath(secret)}`;
        return { ...letter, address: address.replace(/^https?:\/\//, ''), picture: qrPicture(address) };
      }),
    });
  });

export default function Letters() {
  const { back, over, schoolName, lastDay, classes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer && 'letters' in answer) return <PrintedLetters {...{ ...answer, back, schoolName, lastDay }} />;
  return (
    <Page>
      <PageHeader title="Letters" back={{ to: back, label: 'The round' }}>
        One sheet for each person, with a code to scan and an address to type. Print them again and the older
        ones no longer work.
      </PageHeader>
      {answer && (
        <Notice kind="stopped" title={answer.refused} announce>
          {answer.todo}
        </Notice>
      )}
      {over || classes.length === 0 ? (
        <EmptyState title={over ? 'This round is over' : 'No letters are needed'}>
          {over ? 'Nobody is asked any more.' : 'Everybody asked on paper has answered.'}
        </EmptyState>
      ) : (
        <LetterClasses classes={classes} />
      )}
    </Page>
  );
}
