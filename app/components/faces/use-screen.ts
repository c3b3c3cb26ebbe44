// What is open beside the photo, which face it is about, and where one goes from there: to the next open face by itself,
// or by keys.
import { type KeyboardEvent, useCallback, useRef, useState } from 'react';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import type { FaceAnswer } from '#app/domain/photos/settle-steps.ts';
import type { PersonToPlace } from '#app/domain/photos/settle-steps.ts';
import type { PickRow } from '#app/presenters/account-page.ts';
import { type FaceNow, valueOf } from './accounted.ts';
import type { BoxPurpose } from './box-panel.tsx';
import { beside, nextOpen, towards } from './face-order.ts';
import type { Settling } from './use-settle.ts';
import { faceWords, type Rows } from './words.ts';

export type Open =
  | { kind: 'face'; id: string; byKey: boolean }
  | { kind: 'behind'; byKey: boolean }
  | { kind: 'box'; purpose: BoxPurpose; box: FaceBox | null }
  | { kind: 'group' }
  | null;

/** What was just said of a face, while the next one is asked about already. */
export interface LastSaid {
  face: FaceNow;
  row: PickRow;
}

export interface Screen {
  open: Open;
  activeId: string | null;
  last: LastSaid | null;
  /** for those who listen */
  said: string;
  setOpen(open: Open): void;
  setBox(box: FaceBox): void;
  openFace(face: FaceNow, byKey: boolean): void;
  focusFace(face: FaceNow): void;
  close(): void;
  /** settles a face and goes on */
  answer(face: FaceNow, answer: FaceAnswer): void;
  /** goes on from this face to the next open one */
  goOn(face: FaceNow): void;
  onFaceKey(event: KeyboardEvent, face: FaceNow): void;
  onKeyDown(event: KeyboardEvent): void;
}

interface ScreenOptions {
  settling: Settling;
  faces: FaceNow[];
  rows: Rows;
  first: Open;
}

export function useScreen({ settling, faces, rows, first }: ScreenOptions): Screen {
  const [open, setOpen] = useState<Open>(first);
  const [focused, setFocused] = useState<string | null>(null);
  const [last, setLast] = useState<LastSaid | null>(null);
  const [said, setSaid] = useState('');
  /** the row that gets the focus back when the question is closed */
  const from = useRef<string | null>(null);
  const activeId = open?.kind === 'face' ? open.id : open ? null : focused;

  const focusRow = (id: string) => document.querySelector<HTMLElement>(`[data-face-row="${id}"]`)?.focus();

  const openFace = useCallback((face: FaceNow, byKey: boolean) => {
    from.current = byKey ? face.id : null;
    setLast(null);
    setOpen({ kind: 'face', id: face.id, byKey });
  }, []);

  const close = () => {
    const back = open?.kind === 'face' && open.byKey ? open.id : null;
    setOpen(null);
    setLast(null);
    // The list may be drawn only once the question is gone.
    if (back) requestAnimationFrame(() => focusRow(back));
  };

  const goOn = (face: FaceNow) => {
    const next = nextOpen(
      faces.filter(({ id }) => id !== face.id),
      face.number,
    );
    const byKey = open?.kind === 'face' && open.byKey;
    if (next) {
      setOpen({ kind: 'face', id: next.id, byKey });
      return setSaid((words) => `${words} Next: face ${next.number}.`);
    }
    setOpen(null);
    setSaid((words) => `${words} Every face is settled.`);
    requestAnimationFrame(() => document.getElementById('count')?.focus());
  };

  const answer = (face: FaceNow, given: FaceAnswer) => {
    settling.take({ step: 'answer', faceId: face.id, answer: given });
    const now = { ...face, answer: given as FaceNow['answer'] };
    const { who, verdict } = faceWords(now, rows);
    setSaid(`Face ${face.number}: ${[who, verdict].filter(Boolean).join(', ')}.`);
    const row = given.is === 'person' ? rows.get(valueOf(given.person)) : undefined;
    setLast(row && row.tone !== 'goes-on' ? { face, row } : null);
    if (given.is === 'open') return;
    if (row && (row.asks.face || row.asks.uniform)) return;
    goOn(face);
  };

  const onFaceKey = (event: KeyboardEvent, face: FaceNow) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = (next: FaceNow) => {
      event.preventDefault();
      focusRow(next.id);
    };
    switch (event.key) {
      case 'ArrowDown':
        return to(beside(faces, face, 1));
      case 'ArrowUp':
        return to(beside(faces, face, -1));
      case 'ArrowRight':
        return to(towards(faces, face, 'right'));
      case 'ArrowLeft':
        return to(towards(faces, face, 'left'));
      case 'Home':
        return to(faces[0] ?? face);
      case 'End':
        return to(faces.at(-1) ?? face);
      case 'b':
      case 'B':
        event.preventDefault();
        return settleInList(face, { is: 'blur' });
      case 'n':
      case 'N':
        event.preventDefault();
        return settleInList(face, { is: 'not_a_face' });
    }
  };

  /** B and N answer where one stands, and step to the next open face. */
  const settleInList = (face: FaceNow, given: FaceAnswer) => {
    settling.take({ step: 'answer', faceId: face.id, answer: given });
    const { who } = faceWords({ ...face, answer: given as FaceNow['answer'] }, rows);
    setSaid(`Face ${face.number}: ${who}.`);
    const next = nextOpen(
      faces.filter(({ id }) => id !== face.id),
      face.number,
    );
    if (next) focusRow(next.id);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== 'z' || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
    const field = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
    if (field && (event.target as HTMLInputElement).value !== '') return;
    event.preventDefault();
    settling.undo();
    setSaid('Undone.');
  };

  return {
    open,
    activeId,
    last,
    said,
    setOpen: (next) => {
      setLast(null);
      setOpen(next);
    },
    setBox: (box) => setOpen((now) => (now?.kind === 'box' ? { ...now, box } : now)),
    openFace,
    focusFace: (face) => setFocused(face.id),
    close,
    answer,
    goOn,
    onFaceKey,
    onKeyDown,
  };
}

/** The person of a row as a step names them. */
export const personOf = ({ kind, id }: PickRow): PersonToPlace => ({ kind, id });
