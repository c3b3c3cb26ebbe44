// What became of a copy, in two presses that stand well apart: it came back, or it is lost.
import { Form } from '@remix-run/react';
import { Button } from '#app/components/button.tsx';
import type { CopyLine } from '#app/presenters/photo-lists.ts';

type Ends = Pick<CopyLine, 'id' | 'mayHandBack' | 'handedBack' | 'mayLose'>;

export function EndACopy({ copy, action }: { copy: Ends; action?: string }) {
  if (!copy.mayHandBack && !copy.mayLose) return null;
  return (
    <div className="flex flex-col gap-3">
      {copy.mayHandBack && (
        <Form method="post" action={action}>
          <input type="hidden" name="copyId" value={copy.id} />
          <Button kind="quiet" icon="check" name="intent" value="returned">
            {copy.handedBack}
          </Button>
        </Form>
      )}
      {copy.mayLose && (
        <details className="rounded-card border border-line bg-paper px-4 py-2">
          <summary className="min-h-11 content-center font-semibold">This copy is lost</summary>
          <Form method="post" action={action} className="flex flex-col items-start gap-3 py-3">
            <input type="hidden" name="copyId" value={copy.id} />
            <p>
              The data lead and the safeguarding leads are told at once, with what was on it. Nobody is blamed
              for saying so.
            </p>
            <Button kind="danger" icon="warn" name="intent" value="lost">
              Lost it
            </Button>
          </Form>
        </details>
      )}
    </div>
  );
}
