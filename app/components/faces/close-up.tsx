// One face, enlarged: what a finger cannot see under itself.
import type { FaceBox } from '#app/domain/photos/face-box.ts';
import { closeUp } from './picture-view.ts';
import type { Picture } from './photo-stage.tsx';

interface CloseUpProps {
  picture: Picture;
  box: FaceBox;
  large?: boolean;
}

/** Decoration beside words that say the same: hidden from screen readers. */
export function CloseUp({ picture, box, large = false }: CloseUpProps) {
  const part = closeUp(box, picture);
  return (
    <svg
      aria-hidden
      focusable="false"
      width={44}
      height={44}
      viewBox={`${part.x} ${part.y} ${part.width} ${part.height}`}
      className={large ? 'close-up close-up-large' : 'close-up'}
    >
      <image href={picture.src} width={picture.width} height={picture.height} />
    </svg>
  );
}
