// A school's public page: anybody, without an account, asks for a photo or a post to be taken down. What the school has is not looked at
// while they ask, so that nothing here can tell whether a child, or a post, is known.
import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { AskForm } from '#app/components/ask-form.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { askFromOutside, sentRequest } from '#app/domain/removals/ask-from-outside.ts';
import { ASKERS } from '#app/domain/removals/log-request.ts';
import { isPractice } from '#app/domain/school/installation.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { publicPageOf, tooManyAsk } from '#app/http/public-page.server.ts';
import { answering } from '#app/http/respond.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';
import { summaryOf } from '#app/presenters/field-sentences.ts';
import { publicErrors } from '#app/presenters/public-page.ts';

export const meta: MetaFunction = () => [{ title: 'Ask for a photo or post to be taken down' }];
export const headers: HeadersFunction = () => ({ 'Referrer-Policy': 'no-referrer' });

export const loader = (args: LoaderFunctionArgs) =>
  answering(async () => {
    const { school, services } = await publicPageOf(args);
    return {
      schoolName: school.name,
      practice: await isPractice(services.deps.db),
      requestKey: randomUUID(),
    };
  });

const Asked = z.object({
  from: z.enum([...ASKERS, ''], 'Say who you are.').default(''),
  name: z.string().max(2_000).default(''),
  contact: z.string().max(2_000).default(''),
  address: z.string().max(5_000).default(''),
  words: z.string().max(10_000).default(''),
  why: z.string().max(10_000).default(''),
  requestKey: z.uuid(),
});

export const action = (args: ActionFunctionArgs) =>
  answering(async () => {
    requireSameOrigin(args.request, args.context.services.publicOrigin);
    const page = await publicPageOf(args);
    const { school, here, services } = page;
    const form = await readForm(args.request);
    const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >;
    const fields = fieldsOf(form, Asked);
    if (!fields.ok) return json({ errors: fields.errors, typed, tooMany: false }, { status: 422 });
    const sent = `${here}/sent/${fields.value.requestKey}`;
    if (await sentRequest(services.deps.db, school, fields.value.requestKey)) throw redirect(sent);
    const checked = await askFromOutside(services.deps, school, fields.value, {
      mayWrite: async () => !(await tooManyAsk(args, page)),
    });
    if (checked.ok) throw redirect(sent);
    const tooMany = checked.issues.length === 0;
    return json({ errors: publicErrors(checked.issues), typed, tooMany }, { status: tooMany ? 429 : 422 });
  });

export default function Ask() {
  const { schoolName, practice, requestKey } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const errors = answer?.errors ?? {};
  return (
    <PlainFrame practice={practice}>
      <PageHeader title="Ask for a photo or post to be taken down" over={schoolName}>
        Anybody may ask. A person at the school reads this, looks for the post and every copy of it, and
        decides. You need no account.
      </PageHeader>
      <p>
        If a child may be in danger because of a photo, ring the school now, or 999. Do not wait for an answer
        to this form.
      </p>
      {answer?.tooMany ? (
        <div role="alert">
          <Notice
            kind="stopped"
            word="Not sent"
            title="This page cannot take any more requests at the moment."
          >
            Please ring the school office: somebody there writes it down at once, and it counts from then.
            What you typed still stands below, and you can send it again in an hour.
          </Notice>
        </div>
      ) : (
        <ErrorSummary title="Not sent yet. Nothing is lost." lines={summaryOf(errors)} />
      )}
      <AskForm requestKey={requestKey} errors={errors} typed={answer?.typed ?? {}} />
      <p className="text-small text-quiet">
        What you write is read by those at {schoolName} who look after its posts, and shown to nobody else.
        Some months after you were answered it is erased; what was decided stays on record.
      </p>
    </PlainFrame>
  );
}
