// Says on every page, upload, import and printed sheet that nothing here is real, in words and not by colour alone.
import { Icon } from './icon.tsx';

export function PracticeBanner() {
  return (
    <p className="practice-banner">
      <Icon name="info" size="small" />
      Practice: no real children
    </p>
  );
}
