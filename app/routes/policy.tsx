// The policy in force: one tap from every page, and the first thing a person confirms. Below it stand the
// rules that every post is checked against, each where the checks point to.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AppFrame } from '#app/components/app-frame.tsx';
import { Button } from '#app/components/button.tsx';
import { Checkbox } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { MonitoringNotice } from '#app/components/monitoring-notice.tsx';
import { Notice } from '#app/components/notice.tsx';
import { Page, PageHeader, Section } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { acknowledgePolicy } from '#app/domain/policy/acknowledge-policy.ts';
import { currentPolicy } from '#app/domain/policy/current-policy.ts';
import { requirePerson } from '#app/http/actor.server.ts';
import { safeBackPath } from '#app/http/back-path.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { frameNear } from '#app/http/frame.server.ts';
import { answering, orRefused } from '#app/http/respond.server.ts';
import { CLAUSES } from '#app/presenters/clauses.ts';
import { type PolicyBlock, policyBlocks } from '#app/presenters/policy-text.ts';
import { dayWords } from '#app/presenters/when.ts';

export const meta: MetaFunction = () => [{ title: 'Social media policy · Gatepost' }];

const backOf = (request: Request): string => safeBackPath(new URL(request.url).searchParams.get('back'));

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const who = await requirePerson(args);
    const { person, services, at } = who;
    const policy = await currentPolicy(services.deps.db, person, at);
    return {
      frame: await frameNear(who, backOf(args.request)),
      confirmed: person.policyAcknowledged,
      back: backOf(args.request),
      policy: policy && {
        id: policy.id,
        bodyHash: policy.bodyHash,
        title: policy.title,
        version: policy.version,
        since: dayWords(policy.effectiveFrom, 'Europe/London', at),
        blocks: policyBlocks(policy.body),
      },
      rules: CLAUSES.map(({ id, sentence }) => ({ id, sentence })),
    };
  });

const Confirm = z.object({
  policyVersionId: z.uuid(),
  bodyHash: z.string().max(64),
  understood: z.literal('yes', 'Tick that you have read and understood it.'),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    const { person, services } = await requirePerson(args);
    const fields = fieldsOf(await readForm(args.request), Confirm);
    if (!fields.ok)
      return json({ problem: fields.errors['understood'] ?? 'Confirm it again.' }, { status: 400 });
    const done = await orRefused(() => acknowledgePolicy(services.deps, person, fields.value));
    if (!done.refused) throw redirect(backOf(args.request));
    const { sentence, todo, status } = done.refused;
    return json({ problem: `${sentence} ${todo}` }, { status });
  });

export default function PolicyPage() {
  const { frame, confirmed, back, policy, rules } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const page = (
    <Page>
      <PageHeader
        title={policy?.title ?? 'No policy yet'}
        {...(confirmed ? { back: { to: back, label: 'Back' } } : {})}
        {...(policy ? { over: `Version ${policy.version}, in force since ${policy.since}` } : {})}
      />
      {!policy && (
        <Notice kind="stopped" title="Your trust has not put its policy here yet.">
          Nobody can write posts until it has. Tell your trust administrator.
        </Notice>
      )}
      {policy && !confirmed && (
        <Notice kind="needs-you" title="Please read this, then confirm at the end.">
          Everybody reads the current policy before they use Gatepost.
        </Notice>
      )}
      <ErrorSummary
        title="Not confirmed yet."
        lines={answer ? [{ message: answer.problem, fieldId: 'understood' }] : []}
      />
      {policy && <PolicyText blocks={policy.blocks} />}
      {policy && !confirmed && (
        <Form method="post" className="flex flex-col gap-4">
          <input type="hidden" name="policyVersionId" value={policy.id} />
          <input type="hidden" name="bodyHash" value={policy.bodyHash} />
          <Checkbox
            name="understood"
            value="yes"
            label="I have read this policy and understand it."
            error={answer?.problem}
            required
          />
          <Button wide>Confirm and go on</Button>
        </Form>
      )}
      <Section
        id="rules"
        title="What every post is checked for"
        hint="Wherever a check stops you, its “Why” leads to one of these."
      >
        <ul className="flex flex-col gap-2">
          {rules.map(({ id, sentence }) => (
            <li key={id} id={`rule-${id}`} className="border-l-2 border-line pl-3 target:border-green">
              {sentence}
            </li>
          ))}
        </ul>
      </Section>
      <MonitoringNotice />
    </Page>
  );
  return frame ? <AppFrame frame={frame}>{page}</AppFrame> : <PlainFrame>{page}</PlainFrame>;
}

function PolicyText({ blocks }: { blocks: PolicyBlock[] }) {
  return (
    <div className="flex flex-col gap-3">
      {blocks.map((block, index) => {
        if (block.kind === 'heading')
          return (
            <h2 key={index} className="mt-3 text-lead font-bold">
              {block.text}
            </h2>
          );
        if (block.kind === 'paragraph') return <p key={index}>{block.text}</p>;
        return (
          <p key={index} id={`point-${block.number}`} className="flex gap-3">
            <span className="w-[1.6em] shrink-0 text-right font-semibold text-quiet">{block.number}.</span>
            <span>{block.text}</span>
          </p>
        );
      })}
    </div>
  );
}
