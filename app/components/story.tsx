// What happened to a post, oldest first, as sentences with times and names; each may open the record behind it.
import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { When } from '#app/presenters/when.ts';
import { WhenText } from './when-text.tsx';

export interface StoryEvent {
  id: string;
  when: Pick<When, 'iso' | 'text'>;
  /** "Mrs Okafor approved it." */
  sentence: ReactNode;
  /** The reason given, the words sent back. */
  detail?: ReactNode;
  /** Where the log has it: "record 142". */
  record?: string;
  /** The record behind the sentence. */
  proof?: { to: string; label: string };
  /** Marks a sentence that stopped the post. */
  stopped?: boolean;
}

export function Story({ events, label = 'What happened' }: { events: StoryEvent[]; label?: string }) {
  return (
    <ol aria-label={label} className="story">
      {events.map((event) => (
        <li key={event.id} className={event.stopped ? 'story-event story-stopped' : 'story-event'}>
          <p className="text-small text-quiet">
            <WhenText when={event.when} />
            {event.record && <> · {event.record}</>}
          </p>
          <p>{event.sentence}</p>
          {event.detail && <div className="mt-1 border-l-2 border-line pl-3 text-small">{event.detail}</div>}
          {event.proof && (
            <Link to={event.proof.to} className="not-on-paper inline-block py-1 text-small">
              {event.proof.label}
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}
