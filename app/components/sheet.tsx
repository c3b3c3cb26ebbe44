// A second question over the page: from the bottom on a phone, in the middle on a desk. Its opener is a link to a
// page that asks the same, so that nothing depends on scripts.
import { Dialog } from 'radix-ui';
import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
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
  const [open, setOpen] = useState(false);
  const openedFrom = useRef<HTMLAnchorElement | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <ButtonLink
        {...opener}
        onClick={(event) => {
          event.preventDefault();
          openedFrom.current = event.currentTarget;
          setOpen(true);
        }}
      >
        {label}
      </ButtonLink>
      <Dialog.Portal>
        <Dialog.Overlay className="sheet-behind" />
        <Dialog.Content
          className="sheet"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            openedFrom.current?.focus();
          }}
        >
          <div className="flex items-start justify-between gap-4">
            <Dialog.Title className="text-lead font-bold">{title}</Dialog.Title>
            <Dialog.Close className="-m-2 inline-flex size-11 shrink-0 cursor-pointer items-center justify-center rounded-card hover:bg-desk">
              <Icon name="cross" label="Close" />
            </Dialog.Close>
          </div>
          <Dialog.Description className="text-quiet">{description}</Dialog.Description>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
