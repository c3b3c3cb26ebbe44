// The front door. It never says whether an e-mail is known, and it carries along what somebody was writing when their
// session ended, so that signing in again loses nothing.
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { json, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { z } from 'zod';
import { Button } from '#app/components/button.tsx';
import { RadioGroup } from '#app/components/choices.tsx';
import { ErrorSummary } from '#app/components/error-summary.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { PlainFrame } from '#app/components/plain-frame.tsx';
import { CarriedFields } from '#app/components/carried-fields.tsx';
import { MonitoringNotice } from '#app/components/monitoring-notice.tsx';
import { isPractice } from '#app/domain/school/installation.ts';
import { safeBackPath } from '#app/http/back-path.ts';
import { carriedBack, carriedHere } from '#app/http/carried-form.ts';
import {
  DEVICE,
  type DeviceAnswer,
  deviceCookie,
  deviceIn,
  rememberedDevice,
} from '#app/http/device-answer.ts';
import { fieldsOf, readForm } from '#app/http/form.server.ts';
import { requireSameOrigin } from '#app/http/same-origin.server.ts';
import { signInSentence } from '#app/presenters/sign-in-words.ts';

export const meta: MetaFunction = () => [{ title: 'Sign in · Gatepost' }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { auth, deps } = context.services;
  const back = safeBackPath(new URL(request.url).searchParams.get('back'));
  if (await auth.sessionOf(request)) throw redirect(back);
  const device = rememberedDevice(request);
  return { practice: await isPractice(deps.db), wasGoing: back !== '/', device };
}

const SignIn = z.object({
  email: z.string().trim().min(1, 'Type your school e-mail address.').max(254),
  password: z.string().min(1, 'Type your password.').max(1_000),
});

export async function action({ request, context }: ActionFunctionArgs) {
  const { auth, publicOrigin } = context.services;
  requireSameOrigin(request, publicOrigin);
  const back = safeBackPath(new URL(request.url).searchParams.get('back'));
  const form = await readForm(request);
  // Any other form was on its way somewhere else when its session ended.
  if (!form.has('email') || !form.has('password'))
    return json({ carried: carriedHere(form) }, { status: 401 });

  const carried = carriedBack(form);
  const fields = fieldsOf(form, SignIn);
  const email = String(form.get('email') ?? '');
  const device = deviceIn(form);
  const said = form.has(DEVICE) ? { device } : {};
  if (!fields.ok) return json({ carried, email, ...said, errors: fields.errors }, { status: 400 });
  const ip = context.clientAddress;
  const userAgent = request.headers.get('user-agent') ?? '';
  const sharedDevice = device === 'shared';
  const entered = await auth.signIn({ ...fields.value, ip, userAgent, sharedDevice });
  if (!entered.ok) {
    const { code, context: numbers } = entered.issue;
    const failed = signInSentence(code, numbers) ?? 'You could not be signed in. Try again in a minute.';
    return json({ carried, email, ...said, failed }, { status: code === 'too_many_tries' ? 429 : 401 });
  }
  const cookies = [...entered.setCookie, deviceCookie(device, publicOrigin.startsWith('https:'))];
  const headers = new Headers(cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]));
  // Whatever somebody else's visit left here is gone before the first page of this one.
  if (sharedDevice) headers.set('Clear-Site-Data', '"cache", "storage"');
  if (carried.length === 0) throw redirect(back, { headers });
  return json({ carried, goOn: back }, { headers });
}

type Answer = {
  carried: [string, string][];
  email?: string;
  device?: DeviceAnswer;
  errors?: Record<string, string>;
  failed?: string;
  goOn?: string;
};

export default function SignInPage() {
  const { practice, wasGoing, device } = useLoaderData<typeof loader>();
  const answer = useActionData() as Answer | undefined;
  const busy = useNavigation().state !== 'idle';
  if (answer?.goOn) return <GoOn practice={practice} to={answer.goOn} carried={answer.carried} />;

  const errors = answer?.errors ?? {};
  const lines = [
    ...(answer?.failed ? [{ message: answer.failed, fieldId: 'email' }] : []),
    ...Object.entries(errors).map(([fieldId, message]) => ({ message, fieldId })),
  ];
  const carrying = (answer?.carried.length ?? 0) > 0;
  return (
    <PlainFrame practice={practice}>
      <PageHeader title="Sign in" />
      {(carrying || wasGoing) && lines.length === 0 && (
        <Notice
          kind="info"
          title={carrying ? 'You were signed out while you were writing.' : 'Sign in to go on.'}
        >
          {carrying
            ? 'Nothing is lost. Sign in again, and what you wrote comes with you.'
            : 'You come back to the page you were going to.'}
        </Notice>
      )}
      <ErrorSummary title="You are not signed in yet." lines={lines} />
      <Form method="post" className="flex flex-col gap-5">
        <CarriedFields fields={answer?.carried ?? []} />
        <Field
          label="School e-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={answer?.email}
          error={errors['email']}
          required
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          error={errors['password']}
          required
        />
        <RadioGroup
          label="Who uses this device?"
          name={DEVICE}
          hint="If you do not say, we treat it as shared."
          choices={[
            { value: 'own', label: 'Only I use this device' },
            {
              value: 'shared',
              label: 'Others use it too',
              hint: 'Nothing is kept on it, and you are signed out after 10 minutes without a touch.',
            },
          ]}
          defaultValue={answer?.device ?? device ?? undefined}
        />
        <Button wide busy={busy}>
          {busy ? 'Signing you in…' : 'Sign in'}
        </Button>
      </Form>
      {practice && (
        <p className="text-small text-quiet">
          This is a practice copy. The people you can be, and their password, were printed where Gatepost was
          started.
        </p>
      )}
      <p className="text-small text-quiet">
        No account yet, or password forgotten? Ask whoever looks after Gatepost at your school. Nobody can
        register by themselves.
      </p>
      <MonitoringNotice />
    </PlainFrame>
  );
}

/** Signed in again in the middle of a form: one press sends it where it was going. */
function GoOn({ practice, to, carried }: { practice: boolean; to: string; carried: Answer['carried'] }) {
  return (
    <PlainFrame practice={practice}>
      <PageHeader title="You are signed in again">
        What you wrote is still here. One press takes you back to it.
      </PageHeader>
      <form method="post" action={to} className="flex flex-col gap-5">
        <CarriedFields fields={carried} plain />
        <Button wide>Go on where you were</Button>
      </form>
    </PlainFrame>
  );
}
