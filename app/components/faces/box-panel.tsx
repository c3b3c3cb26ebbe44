// Drawing on the photo: a missed face, a thing to hide, or what to keep of it. A finger drags; arrow keys move and size
// the same box.
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { HIDDEN_THINGS, type HiddenThing } from '#app/domain/photos/hidden-things.ts';
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { boxInWords, keyed } from './box-edit.ts';
import type { Size } from './picture-view.ts';
import { Panel } from './panel.tsx';
import { Button } from '../button.tsx';
import { Icon } from '../icon.tsx';

export type BoxPurpose = 'face' | 'hide' | 'crop';

export const THING_WORDS: Readonly<Record<HiddenThing, string>> = {
  badge: 'A badge or lanyard',
  number_plate: 'A number plate',
  screen: 'A screen',
  writing: 'Writing or a name',
  other: 'Something else',
};

const PURPOSES: Readonly<Record<BoxPurpose, { title: string; about: string; keep: string }>> = {
  face: {
    title: 'Add a face',
    about: 'Drag a box around the face on the photo, from the forehead to the chin.',
    keep: 'That is the face',
  },
  hide: {
    title: 'Hide something',
    about: 'Drag a box around it on the photo. Nobody can make it out afterwards.',
    keep: 'Hide this',
  },
  crop: {
    title: 'Crop the photo',
    about: 'Drag the corners. What lies in the dark is cut off before the photo goes out.',
    keep: 'Keep what is inside',
  },
};

interface BoxPanelProps {
  purpose: BoxPurpose;
  box: FaceBox | null;
  /** a box to begin with, for those who use keys */
  start(): FaceBox;
  picture: Size;
  what: HiddenThing;
  cropped: boolean;
  closeTo: string;
  onBox(box: FaceBox): void;
  onWhat(what: HiddenThing): void;
  onKeep(box: FaceBox): void;
  /** keep all of the photo */
  onWhole(): void;
  onClose(): void;
}

export function BoxPanel(props: BoxPanelProps) {
  const { purpose, box, start, picture, what, cropped, onBox, onWhat, onKeep, onWhole } = props;
  const { closeTo, onClose } = props;
  const { title, about, keep } = PURPOSES[purpose];
  const mover = useRef<HTMLButtonElement>(null);
  const begin = useRef(start);

  // A crop is of the whole photo to begin with: there is always a box to take hold of.
  useEffect(() => {
    if (purpose === 'crop' && !box) onBox(begin.current());
  }, [purpose, box, onBox]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (document.activeElement !== mover.current) return;
    if (event.key === 'Enter' && box) {
      event.preventDefault();
      return onKeep(box);
    }
    const moved = keyed(box ?? begin.current(), event, picture);
    if (!moved) return;
    event.preventDefault();
    onBox(moved);
  };

  return (
    <Panel title={title} about={about} of={purpose} closeTo={closeTo} onClose={onClose} onKeyDown={onKeyDown}>
      {purpose === 'hide' && (
        <fieldset>
          <legend className="mb-1.5 text-small font-semibold">What is it?</legend>
          <div className="flex flex-wrap gap-2">
            {HIDDEN_THINGS.map((thing) => (
              <label key={thing} className="thing-choice">
                <input
                  type="radio"
                  name="what"
                  value={thing}
                  checked={what === thing}
                  onChange={() => onWhat(thing)}
                  className="size-[1.2em] accent-green"
                />
                {THING_WORDS[thing]}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <button
        ref={mover}
        type="button"
        className="box-mover"
        aria-describedby="box-keys"
        onClick={() => !box && onBox(begin.current())}
      >
        <Icon name="pencil" size="small" />
        {box ? 'Move it with the arrow keys' : 'Or place a box with the arrow keys'}
      </button>
      <p id="box-keys" className="text-note text-quiet">
        Arrows move it, Shift and arrows change its size, Enter keeps it, Escape lets it go.
      </p>
      <p role="status" className="sr-only">
        {box && boxInWords(box, picture)}
      </p>
      <div className="flex flex-wrap gap-3">
        {box && (
          <Button type="button" icon="check" onClick={() => onKeep(box)}>
            {keep}
          </Button>
        )}
        {purpose === 'crop' && (
          <Button type="button" kind="quiet" onClick={onWhole}>
            {cropped ? 'Keep all of it again' : 'Keep all of it'}
          </Button>
        )}
        <Button type="button" kind="quiet" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </Panel>
  );
}
