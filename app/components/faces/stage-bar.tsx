// Under the photo: how far it is, the way back, and a closer look for small faces.
import type { ReactNode } from 'react';
import type { Counts } from './accounted.ts';
import { type Look, MOST_ZOOM, type Size, wholePicture, ZOOM_STEP } from './picture-view.ts';
import { Icon, type IconName } from '../icon.tsx';

interface StageBarProps {
  counts: Counts;
  /** faces are still being looked for */
  waiting: boolean;
  look: Look;
  picture: Size;
  /** null before scripts run */
  onLook: ((look: Look) => void) | null;
  onUndo: (() => void) | null;
  canUndo: boolean;
}

export function StageBar({ counts, waiting, look, picture, onLook, onUndo, canUndo }: StageBarProps) {
  const { settled, total } = counts;
  const zoom = (factor: number) => {
    const next = Math.min(MOST_ZOOM, Math.max(1, look.zoom * factor));
    onLook?.(next === 1 ? wholePicture(picture) : { ...look, zoom: next });
  };
  return (
    <div className="stage-bar">
      <div className="grow basis-36">
        <p className="text-small font-semibold tabular-nums">
          {waiting
            ? 'Looking for faces…'
            : total === 0
              ? 'No faces marked'
              : `${settled} of ${total} settled`}
        </p>
        <progress
          className="progress"
          max={Math.max(1, total)}
          value={total === 0 ? 0 : settled}
          aria-label="Faces settled"
        />
      </div>
      {onUndo && (
        <Small icon="undo" label="Undo" disabled={!canUndo} onPress={onUndo}>
          Undo
        </Small>
      )}
      {onLook && (
        <>
          <Small icon="minus" label="Smaller" disabled={look.zoom <= 1} onPress={() => zoom(1 / ZOOM_STEP)} />
          <Small
            icon="plus"
            label="Larger"
            disabled={look.zoom >= MOST_ZOOM}
            onPress={() => zoom(ZOOM_STEP)}
          />
        </>
      )}
    </div>
  );
}

interface SmallProps {
  icon: IconName;
  label: string;
  disabled: boolean;
  onPress(): void;
  children?: ReactNode;
}

function Small({ icon, label, disabled, onPress, children }: SmallProps) {
  return (
    <button
      type="button"
      className="stage-button"
      aria-disabled={disabled || undefined}
      onClick={() => !disabled && onPress()}
    >
      <Icon name={icon} size="small" {...(children ? {} : { label })} />
      {children}
    </button>
  );
}
