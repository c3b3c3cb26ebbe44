// The list page of a phone: whichever of its screens stands now. It comes from the server empty, for anybody, and is filled here.
import { ButtonLink } from '#app/components/button.tsx';
import { PageHeader } from '#app/components/page.tsx';
import { OpenList } from './open-list.tsx';
import { NewPin, TypePin } from './pin-forms.tsx';
import { type Screen, usePhoneCopy } from './use-phone-copy.ts';

type Plain = Exclude<Screen['at'], 'new' | 'locked' | 'open'>;

const WORDS: Readonly<Record<Plain, { title: string; text: string }>> = {
  looking: { title: 'Photo list', text: 'Looking for a list on this phone…' },
  cannot: {
    title: 'This phone cannot keep a list safely',
    text: 'Its browser does not let Gatepost keep anything here. Print the list instead.',
  },
  none: {
    title: 'No photo list is on this phone',
    text: 'Open a trip in Gatepost, then “Photo list”, and put it on this phone before you leave.',
  },
  gone: {
    title: 'The list is gone',
    text: 'A list is removed a day after its trip. Nothing of it is on this phone any more.',
  },
  removed: {
    title: 'The list was removed',
    text: 'Ten wrong PINs were typed. Put a new one on this phone from the trip’s page.',
  },
  ended: {
    title: 'This copy has ended',
    text: 'It was handed back, said to be lost, or its trip is over or cancelled. It is off this phone.',
  },
  taken_off: { title: 'The list is off this phone', text: 'Nothing of it is kept here any more.' },
  clock_back: {
    title: 'This phone’s clock was put back',
    text: 'So nobody can tell how old the list is, and it stays closed. Set the clock to the right time, then open this page again.',
  },
};

export function PhoneScreen() {
  const { screen, busy, choosePin, unlock, takeOff, lock } = usePhoneCopy();
  if (screen.at === 'new') return <NewPin {...screen} busy={busy} onPin={(pin) => void choosePin(pin)} />;
  if (screen.at === 'locked') return <TypePin {...screen} busy={busy} onPin={(pin) => void unlock(pin)} />;
  if (screen.at === 'open')
    return <OpenList {...screen} onLock={() => void lock()} onTakeOff={() => void takeOff()} />;
  const { title, text } = WORDS[screen.at];
  return (
    <>
      <PageHeader title={title}>
        <p role="status">{text}</p>
      </PageHeader>
      <noscript>
        <p>This page needs JavaScript. Print the list from the trip’s page instead.</p>
      </noscript>
      {screen.at !== 'looking' && (
        <div>
          <ButtonLink kind="quiet" to="/" reloadDocument>
            Go to Gatepost
          </ButtonLink>
        </div>
      )}
    </>
  );
}
