// The words for whoever is on the phone: the same after every record, so that nobody learns from them whether a child goes to
// this school or appears anywhere.
import { Notice } from './notice.tsx';

export function WordsToSay() {
  return (
    <Notice kind="done" word="Recorded" title="Say: “I have recorded it.”" announce>
      Say no more than that. Whether the child goes to school here, or is in any photo, is nobody’s to know
      from a call.
    </Notice>
  );
}
