// In practice there is no real child to photograph, and none may be: a drawn class stands in, with faces to account for.
import { useState } from 'react';
import { Icon } from '../icon.tsx';

const DRAWN = '/practice/class-photo.jpg';

interface PracticePhotoProps {
  /** scripts run: it goes up like a chosen photo; else it is fetched first and chosen then */
  scripted: boolean;
  onChoose(files: File[]): void;
}

export function PracticePhoto({ scripted, onChoose }: PracticePhotoProps) {
  const [failed, setFailed] = useState(false);
  const add = async () => {
    const response = await fetch(DRAWN).catch(() => null);
    setFailed(!response?.ok);
    if (response?.ok)
      onChoose([new File([await response.blob()], 'class-photo.jpg', { type: 'image/jpeg' })]);
  };
  return (
    <p className="text-small">
      <a
        href={DRAWN}
        download="class-photo.jpg"
        className="inline-flex min-h-11 items-center gap-1.5"
        onClick={(event) => {
          if (!scripted) return;
          event.preventDefault();
          void add();
        }}
      >
        <Icon name="people" size="small" />
        No photo at hand? Use a drawn class
      </a>
      {failed && (
        <span role="alert" className="block text-amber">
          It could not be fetched. Try again.
        </span>
      )}
    </p>
  );
}
