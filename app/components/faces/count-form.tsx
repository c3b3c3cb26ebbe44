// The last look: anyone else? Then how many people can be recognised, counted by a person and not by the machine.
import { Link } from '@remix-run/react';
import type { Accounting } from '#app/domain/photos/accounting.ts';
import { VERSION } from '#app/http/settle-form.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';
import type { Counts } from './accounted.ts';
import { faces, people } from './words.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Icon } from '../icon.tsx';
import { Section } from '../page.tsx';

interface CountFormProps {
  page: AccountPage;
  state: Accounting;
  counts: Counts;
  /** null before scripts run: then the form is sent */
  onDone: ((headCount: number) => void) | null;
  onAddFace: (() => void) | null;
  onAddBehind: (() => void) | null;
}

/** The button that confirms stands in the bar at the thumb; both belong to this form. */
export const COUNT_FORM = 'count-form';

export function CountForm({ page, state, counts, onDone, onAddFace, onAddBehind }: CountFormProps) {
  const { recognisable, blurred, open } = counts;
  return (
    <Section id="everyone" title="Anyone else you can see?">
      <p className="-mt-1 text-small text-quiet">
        Look at the edges, behind, in mirrors and on screens. The machine misses some.
      </p>
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,10rem),1fr))] gap-2">
        {onAddFace && (
          <button type="button" className="tool" onClick={onAddFace}>
            <Icon name="plus" size="small" />
            Add a face
          </button>
        )}
        <Link
          to="?open=behind"
          className="tool"
          preventScrollReset
          onClick={(event) => {
            if (!onAddBehind) return;
            event.preventDefault();
            onAddBehind();
          }}
        >
          <Icon name="person" size="small" />
          Seen from behind
        </Link>
      </div>
      <form
        id={COUNT_FORM}
        method="post"
        action={page.here}
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          if (!onDone) return;
          event.preventDefault();
          const typed = new FormData(event.currentTarget).get('headCount');
          if (/^\d{1,3}$/.test(String(typed))) onDone(Number(typed));
        }}
      >
        <input type="hidden" name={VERSION} value={page.version} />
        <Field
          // Settling one more changes the number, until somebody counted otherwise.
          key={`${recognisable} ${state.headCount ?? ''}`}
          label="How many people can be recognised?"
          name="headCount"
          id="count"
          type="number"
          inputMode="numeric"
          min={0}
          max={999}
          required
          defaultValue={state.headCount ?? (recognisable || (counts.total === 0 ? '' : 0))}
          hint={hintOf(recognisable, blurred, open)}
        />
        {!onDone && (
          <Button name="intent" value="count" icon="check">
            That is everyone
          </Button>
        )}
      </form>
    </Section>
  );
}

function hintOf(recognisable: number, blurred: number, open: number): string {
  const settled = `${people(recognisable)} settled so far.`;
  const hidden = blurred > 0 ? ` ${faces(blurred)} hidden: do not count those.` : '';
  const left = open > 0 ? ` ${faces(open)} still open.` : '';
  return `${settled}${hidden}${left} Count once more with your own eyes.`;
}
