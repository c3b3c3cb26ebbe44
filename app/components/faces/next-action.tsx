// The one thing to do next, at the thumb: the next open face, and when there is none, the confirmation.
import type { ReactNode } from 'react';
import { VERSION } from '#app/http/settle-form.ts';
import type { AccountPage } from '#app/presenters/account-page.ts';
import type { Counts, FaceNow } from './accounted.ts';
import { COUNT_FORM } from './count-form.tsx';
import { nextOpen } from './face-order.ts';
import { Button, ButtonLink } from '../button.tsx';
import { Progress } from '../progress.tsx';
import { StickyActions } from '../sticky-actions.tsx';

interface NextActionProps {
  page: AccountPage;
  faces: FaceNow[];
  counts: Counts;
  note: ReactNode;
  /** null before scripts run */
  onOpen: ((face: FaceNow, byKey: boolean) => void) | null;
  onRest: (() => void) | null;
}

export function NextAction({ page, faces, counts, note, onOpen, onRest }: NextActionProps) {
  const next = counts.open > 0 ? nextOpen(faces, 0) : null;
  return (
    <StickyActions note={note}>
      {page.looked === 'waiting' ? (
        <Progress label="Looking for faces…" hint="You can leave this page and come back." />
      ) : next ? (
        <>
          <ButtonLink
            to={`?face=${next.id}`}
            icon="people"
            wide
            onClick={(event) => {
              if (!onOpen) return;
              event.preventDefault();
              onOpen(next, event.detail === 0);
            }}
          >
            {`Who is face ${next.number}?`}
          </ButtonLink>
          <form
            method="post"
            action={page.here}
            onSubmit={(event) => {
              if (!onRest) return;
              event.preventDefault();
              onRest();
            }}
          >
            <input type="hidden" name={VERSION} value={page.version} />
            <Button kind="quiet" icon="shield" wide name="intent" value="rest">
              {counts.open === 1 ? 'Blur it' : `Blur all the rest (${counts.open})`}
            </Button>
          </form>
        </>
      ) : onOpen ? (
        <Button form={COUNT_FORM} icon="check" wide>
          That is everyone
        </Button>
      ) : (
        <ButtonLink to={page.editTo} kind="quiet" wide>
          Back to your post
        </ButtonLink>
      )}
    </StickyActions>
  );
}
