// The one step that is next for an account: decide, go to the platform, type an app password, or ask.
import { Form, useNavigation } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { Field } from '#app/components/field.tsx';
import { Notice } from '#app/components/notice.tsx';
import type { AccountStep } from '#app/presenters/registered-account.ts';

interface AccountStepsProps {
  step: AccountStep;
  platform: string;
  handle: string;
  requestKey: string;
}

export function AccountSteps({ step, platform, handle, requestKey }: AccountStepsProps) {
  const busy = useNavigation().state === 'submitting';
  if (step.do === 'nothing') return null;
  if (step.do === 'decide')
    return (
      <Form method="post" className="flex flex-col gap-3">
        <input type="hidden" name="connectionId" value={step.connectionId} />
        <input type="hidden" name="handle" value={step.handle} />
        <input type="hidden" name="scopes" value={step.scopes} />
        <Button name="intent" value="approve" icon="check" wide busy={busy}>
          {step.asksFor === 'connection' ? 'Approve the account and this connection' : 'Approve the account'}
        </Button>
        <Button kind="quiet" name="intent" value="decline" wide busy={busy}>
          Do not approve
        </Button>
      </Form>
    );
  if (step.do === 'ask')
    return (
      <Form method="post">
        <input type="hidden" name="requestKey" value={requestKey} />
        <Button name="intent" value="ask" wide busy={busy}>
          {step.label}
        </Button>
      </Form>
    );
  if (step.do === 'password')
    return (
      <Form method="post" className="flex flex-col gap-5" autoComplete="off">
        <input type="hidden" name="connectionId" value={step.connectionId} />
        <p>
          On Bluesky, sign in as {handle}, open Settings, Privacy and security, App passwords, and make one
          for Gatepost. Never type the account’s own password here.
        </p>
        <Field
          label="App password"
          name="appPassword"
          type="password"
          autoComplete="off"
          maxLength={100}
          hint="Four groups of four letters and digits."
        />
        <Field
          label="Server"
          name="service"
          optional
          defaultValue="https://bsky.social"
          maxLength={200}
          hint="Leave it as it is, unless your account lives on another server."
        />
        <Button name="intent" value="password" wide busy={busy}>
          Connect to {platform}
        </Button>
      </Form>
    );
  return (
    <Form method="post" className="flex flex-col gap-3">
      <input type="hidden" name="connectionId" value={step.connectionId} />
      <p>
        You go to {platform}’s own page. Be signed in there as {handle}, look that it lists what is listed
        above, and allow it. You come back here by yourself. It has to be done within ten minutes.
      </p>
      <Button name="intent" value="start" wide busy={busy}>
        Connect to {platform}
      </Button>
    </Form>
  );
}

/** The address holds a secret that is shown once: a link, so that the way there works without JavaScript too. */
export function GoThere({ to, platform, handle }: { to: string; platform: string; handle: string }) {
  return (
    <Notice kind="needs-you" title={`Go on to ${platform}, as ${handle}.`} announce>
      <p>
        <a href={to} rel="noreferrer" className="inline-flex min-h-11 items-center font-semibold">
          Continue to {platform}
        </a>
      </p>
    </Notice>
  );
}

interface EndingProps {
  platform: string;
  mayDisconnect: boolean;
  mayClose: boolean;
}

/** What ends things stands apart, after everything else. */
export function AccountEndings({ platform, mayDisconnect, mayClose }: EndingProps) {
  const busy = useNavigation().state === 'submitting';
  if (!mayDisconnect && !mayClose) return null;
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2.5 font-semibold">End this</summary>
      <div className="flex flex-col gap-4 pt-2">
        {mayDisconnect && (
          <Card>
            <p>
              Disconnecting takes effect at once. Posts that have a time are held, and posts that are live can
              then be taken down only by hand. {platform} is told as well.
            </p>
            <Form method="post">
              <Button kind="danger" name="intent" value="disconnect" icon="stop" busy={busy}>
                Disconnect
              </Button>
            </Form>
          </Card>
        )}
        {mayClose && (
          <Card>
            <p>
              Closing it for posts is for good. It stays in the register with its record, and posts for it are
              stopped at the last check.
            </p>
            <Form method="post">
              <Button kind="danger" name="intent" value="close" icon="stop" busy={busy}>
                Close for posts
              </Button>
            </Form>
          </Card>
        )}
      </div>
    </details>
  );
}
