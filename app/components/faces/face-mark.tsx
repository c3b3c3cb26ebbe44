// One face on the photo: a frame whose line says how sure the finder was, and a small flag that says what it was settled
// as. Line, sign and word all say it; colour only helps. Sizes are in CSS px whatever the zoom.
import { clsx } from 'clsx';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FaceNow } from './accounted.ts';

export type MarkTone = 'open' | 'goes-on' | 'needs-you' | 'stopped' | 'hidden' | 'aside';

export interface Mark {
  tone: MarkTone;
  /** on the flag: a number, or initials */
  text: string;
}

/** Lines over the photo are always light, with a dark casing: photos have no dark theme. */
const LOOKS: Readonly<Record<MarkTone, { flag: string; line: string; sign: string; words: string }>> = {
  open: { flag: 'fill-amber', line: 'face-line-amber', sign: '', words: 'fill-amber-wash' },
  'goes-on': { flag: 'fill-green-wash', line: 'face-line-green', sign: 'stroke-green', words: 'fill-green' },
  'needs-you': {
    flag: 'fill-amber-wash',
    line: 'face-line-amber',
    sign: 'stroke-amber',
    words: 'fill-amber',
  },
  stopped: { flag: 'fill-red-wash', line: 'face-line-red', sign: 'stroke-red', words: 'fill-red' },
  hidden: { flag: 'fill-paper', line: 'face-line-quiet', sign: 'stroke-quiet', words: 'fill-quiet' },
  aside: { flag: 'fill-paper', line: 'face-line-quiet', sign: 'stroke-quiet', words: 'fill-quiet' },
};

/** On a 12 px grid. */
const SIGNS: Readonly<Record<MarkTone, string | null>> = {
  open: null,
  'goes-on': 'M2 6.5 5 9.5 10 3',
  'needs-you':
    'M4 5.5a1.8 1.8 0 1 0 0-.1M8.3 6a1.5 1.5 0 1 0 0-.1M1 10.5c.3-2.6 5.7-2.6 6 0M8 8.7c1.6-.3 2.9.4 3 1.8',
  stopped: 'M4 1.5h4L10.5 4v4L8 10.5H4L1.5 8V4zM3.8 6h4.4',
  hidden: 'M6 1.5C8 4.5 9.5 6 9.5 7.5a3.5 3 0 0 1-7 0C2.5 6 4 4.5 6 1.500z',
  aside: 'M3 3l6 6M9 3 3 9',
};

const DASHES = { sure: undefined, possible: '7 5', drawn: '1 6' } as const;
const FLAG = 19;

interface FaceMarkProps {
  face: FaceNow;
  mark: Mark;
  active: boolean;
  /** CSS px for each px of the photo */
  scale: number;
}

export function FaceMark({ face, mark, active, scale }: FaceMarkProps) {
  const { box, certainty } = face;
  const look = LOOKS[mark.tone];
  const line = {
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    rx: Math.min(box.width, box.height) * 0.18,
    fill: 'none',
    vectorEffect: 'non-scaling-stroke' as const,
    strokeDasharray: DASHES[certainty],
    strokeLinecap: 'round' as const,
  };
  return (
    <g className={clsx('face-mark', mark.tone === 'aside' && 'face-mark-aside')} data-face={face.number}>
      <rect {...line} className="face-casing" />
      <rect {...line} className={clsx('face-line', look.line)} />
      {active && <ActiveRing box={box} scale={scale} />}
      <Flag box={box} mark={mark} scale={scale} />
    </g>
  );
}

/** In a crowd the flags are smaller, so that they leave the faces to be seen. */
const CROWD = 32;

function Flag({ box, mark, scale }: { box: FaceBox; mark: Mark; scale: number }) {
  const small = box.width * scale < CROWD ? 0.8 : 1;
  const look = LOOKS[mark.tone];
  const sign = SIGNS[mark.tone];
  const letters = /\p{Letter}/u.test(mark.text) ? 9.8 : 7.8;
  const width = Math.max(FLAG, (sign ? 17 : 5) + mark.text.length * letters + 4);
  const above = box.y * scale >= FLAG * small + 2;
  const y = above ? box.y - (FLAG * small - 1) / scale : box.y;
  return (
    <g transform={`translate(${box.x - 1 / scale} ${y}) scale(${small / scale})`}>
      <rect width={width} height={FLAG} rx={5} className={clsx('face-flag', look.flag)} />
      {sign && <path d={sign} transform="translate(3.5 3.5)" className={clsx('face-sign', look.sign)} />}
      <text x={sign ? 17 : 5} y={14} className={clsx('face-words', look.words)}>
        {mark.text}
      </text>
    </g>
  );
}

/** Which one is being asked about: two rings, one light and one dark, seen on any photo. */
function ActiveRing({ box, scale }: { box: FaceBox; scale: number }) {
  const room = 5 / scale;
  const ring = {
    x: box.x - room,
    y: box.y - room,
    width: box.width + 2 * room,
    height: box.height + 2 * room,
    rx: Math.min(box.width, box.height) * 0.22 + room,
    fill: 'none',
    vectorEffect: 'non-scaling-stroke' as const,
  };
  return (
    <>
      <rect {...ring} className="face-ring-dark" />
      <rect {...ring} className="face-ring-light" />
    </>
  );
}
