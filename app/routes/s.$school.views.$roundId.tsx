// One round: how many have answered, the slips to print, and who is still to be asked, for those who may know it. Codes are on the page
// only in the answer to "Make the slips"; nobody can fetch them a second time.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { qrPicture } from '#app/http/qr-picture.server.ts';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PrivateSlips } from '#app/components/private-slips.tsx';
import { printSlips } from '#app/domain/views/print-slips.ts';
import { readRound } from '#app/domain/views/read-rounds.ts';
import { closeRound } from '#app/domain/views/start-round.ts';
import { requireDoor, uuidParam } from '#app/http/actor.server.ts';
import { readForm, requireFields } from '#app/http/form.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { roundLine } from '#app/presenters/own-views.ts';

export const meta: MetaFunction = () => [{ title: 'Pupils’ own views · Gatepost' }];

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { person, school, services, at, base } = await requireDoor(args, 'view.ask');
    const ref = { schoolId: school.id, roundId: uuidParam(args, 'roundId') };
    const round = await readRound(services.deps.db, person, ref, at);
    return {
      base,
      line: roundLine(round, school.zone, at),
      missing: round.missing,
      requestKey: randomUUID(),
    };
  });

const Pressed = z.object({ intent: z.enum(['print', 'close']) });

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, school, services, base } = await requireDoor(args, 'view.ask');
    const ref = { schoolId: school.id, roundId: uuidParam(args, 'roundId') };
    const { intent } = requireFields(await readForm(args.request), Pressed);
    if (intent === 'close') {
      await closeRound(services.deps, person, ref);
      throw redirect(`${base}/views/${ref.roundId}`);
    }
    const done = await orRefused(() => printSlips(services.deps, person, ref));
    if (done.refused) {
      const { sentence, todo, status } = done.refused;
      return json({ problem: `${sentence} ${todo}`, slips: null }, { status });
    }
    const { publicOrigin } = services;
    const slips = done.value.map(({ forename, code }) => ({
      forename,
      code,
      picture: qrPicture(`${publicOrigin}/v/${code.replace('-', '')}`),
    }));
    const place = `${new URL(publicOrigin).host}/v`;
    return json({ problem: null, slips, place }, { headers: { 'Cache-Control': 'no-store' } });
  });

export default function Round() {
  const { base, line, missing, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const busy = useNavigation().state !== 'idle';
  if (answer?.slips && 'place' in answer)
    return <PrivateSlips group={line.group} state={line.state} place={answer.place} slips={answer.slips} />;
  return (
    <Page>
      <PageHeader
        title={line.answered}
        over={`${line.group} · ${line.begun}`}
        back={{ to: `${base}/views`, label: 'Pupils’ own views' }}
      >
        {line.state}. What each pupil said goes into their record and is not shown here.
      </PageHeader>
      {answer?.problem && <Notice kind="stopped" word="Not done" title={answer.problem} announce />}
      {line.running && (
        <>
          <Form method="post" reloadDocument className="flex flex-col gap-3">
            <p>
              Print one page, cut it, and fold each slip so that only the first name shows. New slips take the
              place of those you printed before.
            </p>
            <div>
              <Button name="intent" value="print" icon="register" busy={busy}>
                Make the slips
              </Button>
            </div>
          </Form>
          <p className="text-small text-quiet">
            Pupils answer on their own phone or on a shared tablet at which nobody is signed in. After each
            one the screen is ready for the next.
          </p>
        </>
      )}
      {missing && missing.length > 0 && (
        <Section
          id="missing"
          title="No answer yet"
          hint="They were away, or did not want to. Nobody has to answer."
        >
          <ul className="flex flex-col gap-1">
            {missing.map(({ id, name }) => (
              <li key={id}>
                <Link to={`${base}/pupils/${id}`} className="inline-flex min-h-11 items-center">
                  {name}
                </Link>
              </li>
            ))}
          </ul>
          {!line.running && (
            <Form method="post" action={`${base}/views?index`}>
              <input type="hidden" name="group" value={line.group} />
              <input type="hidden" name="missedIn" value={line.id} />
              <input type="hidden" name="requestKey" value={requestKey} />
              <Button icon="people" busy={busy}>
                Ask these again
              </Button>
            </Form>
          )}
        </Section>
      )}
      {line.running && (
        <Section id="end" title="When everybody is done">
          <Form method="post">
            <Button kind="quiet" icon="lock" name="intent" value="close" busy={busy}>
              End the round now
            </Button>
          </Form>
        </Section>
      )}
    </Page>
  );
}
