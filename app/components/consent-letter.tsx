// A letter with a personal link, one sheet of paper: a square code for the phone's camera, and the same address to type.
import type { QrPicture } from '#app/http/qr-picture.server.ts';
import type { ConsentLetter as Letter } from '#app/presenters/consent-letter.ts';

interface ConsentLetterProps {
  letter: Letter & { dated: string };
  picture: QrPicture;
}

export function ConsentLetter({ letter, picture }: ConsentLetterProps) {
  return (
    <article
      lang={letter.language}
      aria-label={`${letter.words.to} ${letter.to}`}
      className="consent-letter flex flex-col gap-4 rounded-card border border-line bg-paper p-5 shadow-card sm:p-8"
    >
      <div className="flex flex-wrap justify-between gap-x-6 gap-y-1">
        <p className="font-bold">{letter.schoolName}</p>
        <p>{letter.dated}</p>
      </div>
      <p>
        {letter.words.to} <strong>{letter.to}</strong>
      </p>
      <h2 className="text-lead font-bold">{letter.heading}</h2>
      {letter.paragraphs.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <div className="flex flex-wrap items-center gap-5">
        <svg
          viewBox={`0 0 ${picture.size} ${picture.size}`}
          role="img"
          aria-label={letter.words.camera}
          shapeRendering="crispEdges"
          className="size-44 shrink-0 bg-white text-black"
        >
          <path d={picture.path} fill="currentColor" />
        </svg>
        <div className="flex min-w-0 flex-1 basis-56 flex-col gap-3">
          <p>{letter.words.camera}</p>
          <p>{letter.words.type}</p>
          <p className="font-mono text-body break-words select-all">{letter.readable}</p>
        </div>
      </div>
      {letter.closing.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p>{letter.from}</p>
    </article>
  );
}
