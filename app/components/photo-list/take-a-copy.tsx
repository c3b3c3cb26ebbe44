// The two ways to take a photo list along: on one's own phone, which is the better one, or on a sheet of paper.
import { Form, useNavigation } from '@remix-run/react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { RefusalNote } from '#app/components/notice.tsx';

interface TakeACopyProps {
  phoneTo: string;
  /** why a copy cannot be made, or null */
  barrier: { phone: string | null; paper: string | null };
  requestKey: string;
}

export function TakeACopy({ phoneTo, barrier, requestKey }: TakeACopyProps) {
  const busy = useNavigation().state !== 'idle';
  return (
    <div className="flex flex-col gap-3">
      {barrier.phone ? (
        <RefusalNote reason={barrier.phone} />
      ) : (
        <ButtonLink to={phoneTo} wide icon="lock" reloadDocument>
          Put it on this phone
        </ButtonLink>
      )}
      {!barrier.paper && (
        <Form method="post">
          <input type="hidden" name="requestKey" value={requestKey} />
          <Button kind="quiet" wide icon="download" name="intent" value="print" busy={busy}>
            Print a numbered copy
          </Button>
        </Form>
      )}
    </div>
  );
}
