// Two cases that only a person who looks at the platform can end: a post that may be live, and one that would not come down.
import { Form } from '@remix-run/react';
import type { PostPageView } from '#app/presenters/post-page.ts';
import { Button } from './button.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FactsList } from './facts-list.tsx';
import { Icon } from './icon.tsx';
import { Section } from './page.tsx';
import { OfferNotes } from './post-actions.tsx';
import { TextArea } from './text-area.tsx';
import { WhenText } from './when-text.tsx';

/** A link out of Gatepost, or to the practice timeline, in a window of its own. */
export function PlatformLink({ to, children }: { to: string; children: string }) {
  return (
    <a href={to} target="_blank" rel="noreferrer" className="inline-flex min-h-11 items-center gap-1.5">
      <Icon name="next" size="small" />
      {children}
      <span className="sr-only"> (opens in a new window)</span>
    </a>
  );
}

/** What was looked for, what was found, and the one thing a person can add. */
export function UnknownPanel({ page }: { page: PostPageView }) {
  const { search, offers, handle, onPlatform } = page;
  if (!search) return null;
  return (
    <Section id="search" title="Is it there?">
      <p>
        It was sent {search.sent && <WhenText when={search.sent} />}, and no clear answer came. Gatepost looks
        on {handle} for a post with the same photos and words: a post that is found counts as live.
      </p>
      <p>
        {search.looks === 0
          ? 'No look has given an answer yet.'
          : `${search.looks === 1 ? '1 look has' : `${search.looks} looks have`} not found it, of ${search.needed} that are needed to be sure.`}
        {search.last && (
          <>
            {' '}
            The last look was <WhenText when={search.last} relative={search.last.relative} />.
          </>
        )}
      </p>
      {onPlatform && <PlatformLink to={onPlatform.to}>{`Look at ${handle}`}</PlatformLink>}
      {offers.settle.offers.includes('say_not_there') && (
        <Form method="post" className="flex flex-col">
          <Button name="intent" value="say_not_there" wide>
            I have looked: it is not there
          </Button>
        </Form>
      )}
      <OfferNotes notes={offers.settle.notes} />
    </Section>
  );
}

/** How to delete a post by hand, and what to write down afterwards. */
export function ByHandPanel({ page, problem }: { page: PostPageView; problem: string | null }) {
  const { offers, handle, platformName, onPlatform, standing, published, content, title, here, deleting } =
    page;
  if (standing.status !== 'takedown_failed') return null;
  return (
    <Section id="by-hand" title="Delete it by hand, now">
      <FactsList
        facts={[
          { label: 'Account', text: `${handle} on ${platformName}` },
          ...(published ? [{ label: 'Went out', text: `${published.text}` }] : []),
          ...(onPlatform ? [{ label: 'Address', text: onPlatform.to }] : []),
          { label: 'It says', text: title },
          { label: 'Photos', text: String(content.photos.length) },
        ]}
      />
      <ol className="flex list-decimal flex-col gap-1.5 pl-6">
        <li>
          Sign in to {platformName} as <span className="font-semibold">{handle}</span>, not as yourself.
        </li>
        <li>
          {onPlatform ? (
            <a href={onPlatform.to} target="_blank" rel="noreferrer">
              Open the post<span className="sr-only"> (opens in a new window)</span>
            </a>
          ) : (
            'Open the post'
          )}
          .
        </li>
        {(deleting ?? ['Press the three dots at its top corner, then Delete, then Delete again.']).map(
          (step) => (
            <li key={step}>{step}</li>
          ),
        )}
        <li>Open the same link once more. {platformName} has to say that the post does not exist.</li>
        <li>Write below what you saw, and press the button.</li>
      </ol>
      <p className="text-small text-quiet">
        {deleting
          ? 'Gatepost cannot look at this account, so your word is the proof. What you write is kept with the post.'
          : 'Gatepost goes on trying, and looks again later. If it is still there, this comes back.'}
      </p>
      {offers.settle.offers.includes('confirm_removed') && (
        <Form method="post" action={`${here}?index`} className="flex flex-col gap-4">
          <ErrorSummary
            title="Not noted yet."
            lines={problem ? [{ message: problem, fieldId: 'evidence' }] : []}
          />
          <TextArea
            label="How do you know that it is gone?"
            name="evidence"
            hint="For example: “Deleted at 10:20 and opened the link again. It says the post does not exist.”"
            rows={3}
            maxLength={2000}
            {...(problem ? { error: problem } : {})}
          />
          <Button name="intent" value="confirm_removed" icon="check" wide>
            It is gone
          </Button>
        </Form>
      )}
      <OfferNotes notes={offers.settle.notes} />
    </Section>
  );
}
