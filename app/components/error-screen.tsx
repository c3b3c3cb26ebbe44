// The page that stands where another one failed: what happened, that nothing was lost, what to do, and a reference
// that finds the line in the log. It knows three cases by number and treats every other as our own fault.
import { ButtonLink } from './button.tsx';
import { Page, PageHeader } from './page.tsx';

/** In production an error's message reaches the browser as this and the reference (see entry.server.tsx). */
export const REFERENCE_PREFIX = 'reference:';

interface ErrorScreenProps {
  /** HTTP status; 500 for anything thrown. */
  status: number;
  /** A sentence from the server about this very case, replacing the general one. */
  message?: string;
  reference: string;
}

interface Words {
  title: string;
  text: string;
}

const WORDS: Record<number, Words> = {
  403: {
    title: 'This is not yours to open',
    text: 'Your role at this school does not include this page. If you need it, ask your headteacher or comms lead.',
  },
  404: {
    title: 'This page is not here',
    text: 'The address may be wrong, or what stood here has gone or belongs to another school.',
  },
  409: {
    title: 'Someone changed this first',
    text: 'It was changed while you were looking at it. Open it again to see it as it is now.',
  },
  413: { title: 'That was too large', text: 'What you sent is larger than we can take. Send less at once.' },
  429: { title: 'Too many tries', text: 'Wait a minute, then try again.' },
};

const OUR_FAULT: Words = {
  title: 'Something went wrong on our side',
  text: 'It is not your fault. Wait a minute and try again. If it happens again, tell whoever looks after Gatepost at your school, and read them the reference below.',
};

export function ErrorScreen({ status, message, reference }: ErrorScreenProps) {
  const words = WORDS[status] ?? OUR_FAULT;
  return (
    <Page>
      <PageHeader title={words.title} />
      <p>{message ?? words.text}</p>
      <p>
        Nothing was lost: whatever was saved before is still saved, and nothing was posted because of this.
      </p>
      <div className="flex flex-wrap gap-3">
        <ButtonLink to="/" icon="home" reloadDocument>
          Go to the start
        </ButtonLink>
      </div>
      {reference && (
        <p className="text-small text-quiet">
          Reference: <span className="font-semibold tabular-nums text-ink select-all">{reference}</span>
        </p>
      )}
    </Page>
  );
}

/** The number to show for whatever a route threw. */
export function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : null;
  return typeof status === 'number' && status >= 400 && status <= 599 ? status : 500;
}

/** A sentence meant for people: `message` in the body of a response that a route threw on purpose. */
export function messageOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error) || !('data' in error))
    return undefined;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('message' in data)) return undefined;
  return typeof data.message === 'string' ? data.message : undefined;
}

/** The reference that came with the error, or the page's own when the whole page failed. */
export function referenceOf(error: unknown, pageReference: string): string {
  if (!(error instanceof Error) || !error.message.startsWith(REFERENCE_PREFIX)) return pageReference;
  return error.message.slice(REFERENCE_PREFIX.length);
}
