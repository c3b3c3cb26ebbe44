// A second question over the page: from the bottom on a phone, in the middle on a desk. It is the browser's own dialog,
// which keeps the focus inside, closes on Escape and gives the focus back. Its opener is a link to a page that asks the
// same, so that nothing depends on scripts.
import type { MouseEvent, ReactNode } from 'react';
import { useId, useRef } from 'react';
import type { ButtonKind } from './button.tsx';
import { ButtonLink } from './button.tsx';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

interface SheetProps {
  opener: { label: string; to: string; kind?: ButtonKind; icon?: IconName; wide?: boolean };
  title: string;
  /** One sentence, read out as the sheet opens. */
  description: string;
  children: ReactNode;
}

export function Sheet({ opener: { label, ...opener }, title, description, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  const open = (event: MouseEvent): void => {
    if (!dialog.current?.showModal) return;
    event.preventDefault();
    dialog.current.showModal();
  };

  // What lies behind the sheet belongs to the dialog itself; everything in it stands inside its one child.
  const closeOutside = (event: MouseEvent): void => {
    if (event.target === dialog.current) dialog.current.close();
  };

  return (
    <>
      <ButtonLink {...opener} onClick={open}>
        {label}
      </ButtonLink>
      <dialog
        ref={dialog}
        className="sheet"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-about`}
        onClick={closeOutside}
      >
        <div className="sheet-inside">
          <div className="flex items-start justify-between gap-4">
            <h2 id={`${id}-title`} className="text-lead font-bold">
              {title}
            </h2>
            <button
              type="button"
              onClick={() => dialog.current?.close()}
              className="-m-2 inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-card hover:bg-desk"
            >
              <Icon name="cross" label="Close" />
            </button>
          </div>
          <p id={`${id}-about`} className="text-quiet">
            {description}
          </p>
          {children}
        </div>
      </dialog>
    </>
  );
}
