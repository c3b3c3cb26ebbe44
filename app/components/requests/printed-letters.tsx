// The letters of a class, one sheet of A4 a person, in the order in which they are handed out. On paper nothing else is printed.
import type { QrPicture } from '#app/http/qr-picture.server.ts';
import { PageHeader } from '#app/components/page.tsx';
import { PrintButton } from '#app/components/print-button.tsx';

interface LetterOnPaper {
  askId: string;
  pupil: string;
  group: string;
  person: string;
  relationship: string;
  reference: string;
  /** the address as one types it */
  address: string;
  picture: QrPicture;
}

interface PrintedLettersProps {
  back: string;
  group: string;
  schoolName: string;
  lastDay: string;
  /** there are more of this class than one printing holds */
  more: boolean;
  letters: LetterOnPaper[];
}

export function PrintedLetters({ back, group, schoolName, lastDay, more, letters }: PrintedLettersProps) {
  return (
    <div className="flex flex-col gap-6">
      <div className="not-on-paper flex max-w-measure flex-col gap-3">
        <PageHeader
          title={letters.length === 1 ? `1 letter for ${group}` : `${letters.length} letters for ${group}`}
          back={{ to: `${back}/letters`, label: 'Letters' }}
        >
          Print them now: the links are not kept and cannot be shown again. Each is for one person: fold it,
          with the name outside. Shred what is left over.
        </PageHeader>
        {more && <p className="font-semibold">There are more for this class: print these, then go back.</p>}
        <PrintButton />
      </div>
      {letters.map((letter) => (
        <Letter key={letter.askId} {...{ letter, schoolName, lastDay }} />
      ))}
    </div>
  );
}

function Letter({
  letter,
  schoolName,
  lastDay,
}: {
  letter: LetterOnPaper;
  schoolName: string;
  lastDay: string;
}) {
  const { pupil, group, person, relationship, reference, address, picture } = letter;
  return (
    <article className="letter" aria-label={`Letter to ${person}`}>
      <header className="letter-head">
        <p>
          <strong>{person}</strong>
          <br />
          {relationship} of {pupil}
          <br />
          {group}
        </p>
        <p>{schoolName}</p>
      </header>
      <h2>May we show {pupil} in photos?</h2>
      <p>
        We like to share what pupils do. Before we show {pupil}, we need your answer. It takes two minutes on
        a phone or a computer, and there is nothing to sign up for.
      </p>
      <div className="letter-way">
        <svg viewBox={`0 0 ${picture.size} ${picture.size}`} role="img" aria-label="Code to scan">
          <path d={picture.path} />
        </svg>
        <div>
          <p>Point your phone’s camera at the square, or type this address:</p>
          <p className="letter-address">{address}</p>
        </div>
      </div>
      <ul>
        <li>
          Please answer by {lastDay}. Without an answer we do not show {pupil}.
        </li>
        <li>You may say yes or no to each question, and change your answer at any time.</li>
        <li>A no changes nothing about how {pupil} is taught or looked after.</li>
        <li>This link is for {person} alone. Please do not pass it on.</li>
      </ul>
      <p>
        Would you rather tell us? Call the school office or come in, and have this reference at hand:{' '}
        <strong>{reference}</strong>
      </p>
    </article>
  );
}
