// Two parts of the review page: what the author says, and what the head answers for.
import { Link } from '@remix-run/react';
import type { ReviewView } from '#app/presenters/review.ts';
import { SIX_POINTS } from '#app/presenters/review-words.ts';
import { Checkbox } from './choices.tsx';
import { Icon } from './icon.tsx';
import { Section } from './page.tsx';
import { WhenText } from './when-text.tsx';

interface FullSizeProps {
  href: string;
  id: string;
  version: string;
  ticked: boolean;
  error: string | undefined;
}

/** The way to the photo as large as it is, and the tick that it was looked at there (I-17). */
export function FullSize({ href, id, version, ticked, error }: FullSizeProps) {
  return (
    <div className="flex flex-col gap-2">
      <Link
        to={href}
        className="inline-flex min-h-11 items-center gap-1.5 self-start font-semibold underline underline-offset-4"
      >
        <Icon name="photo" size="small" />
        Open it in full size
      </Link>
      <Checkbox
        form="approve"
        name="viewed"
        id={id}
        value={version}
        label="I have looked at it in full size: nobody is embarrassed, and nothing in it can do harm."
        defaultChecked={ticked}
        required
        {...(error ? { error } : {})}
      />
    </div>
  );
}

/** What the author declared, and the days the post was made for. */
export function Declared({ page: { declared, window } }: { page: ReviewView }) {
  return (
    <Section id="declared" title="What the author says">
      <ul className="flex flex-col gap-2">
        {declared.map(({ sentence, by }) => (
          <li key={sentence} className="border-l-2 border-line pl-3">
            “{sentence}”<span className="block text-small text-quiet">{by}</span>
          </li>
        ))}
      </ul>
      <p>
        It may go out from <WhenText when={window.from}>{window.from.short}</WhenText> to{' '}
        <WhenText when={window.until} />. Outside these days it needs a new approval.
      </p>
    </Section>
  );
}

/** Above the button, so that approving means something. */
export function SixPoints() {
  return (
    <Section id="points" title="By approving you answer for these">
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-[max-content_1fr]">
        {SIX_POINTS.map(({ title, question }) => (
          <div key={title} className="contents">
            <dt className="font-semibold">{title}</dt>
            <dd className="mb-1.5 text-small text-quiet sm:mb-0 sm:text-body">{question}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
