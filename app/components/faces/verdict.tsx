// What may be said of somebody in this photo: a sign, a colour and a word that say the same. Never why.
import { clsx } from 'clsx';
import type { RowTone } from '#app/presenters/account-page.ts';
import type { IconName } from '../icon.tsx';
import { Icon } from '../icon.tsx';
import type { MarkTone } from './face-mark.tsx';

const LOOKS: Readonly<Record<MarkTone | RowTone, { icon: IconName; look: string }>> = {
  'goes-on': { icon: 'check', look: 'text-green' },
  'needs-you': { icon: 'people', look: 'text-amber' },
  stopped: { icon: 'stop', look: 'text-red' },
  open: { icon: 'question', look: 'text-amber' },
  hidden: { icon: 'shield', look: 'text-quiet' },
  aside: { icon: 'cross', look: 'text-quiet' },
};

export function Verdict({ tone, children }: { tone: MarkTone | RowTone; children: string }) {
  const { icon, look } = LOOKS[tone];
  return (
    <span className={clsx('inline-flex items-center gap-1.5 text-small font-semibold', look)}>
      <Icon name={icon} size="small" />
      {children}
    </span>
  );
}
