// What notices say when a takedown needs a person, and when somebody was live who should not have been. No name, and no reason.
import type { NoticeKind } from '#app/domain/notices.ts';
import type { Said } from './notice-sentences.ts';

export const TAKEDOWN_NOTICES = {
  takedown_needs_you: (code) => ({
    box: 'stopped',
    title:
      code === 'again'
        ? 'A post that must come down still needs somebody. It is your turn.'
        : 'A post that must come down needs you now.',
    text: 'Open it and press “I have it”. After 15 minutes the next person on the list is asked.',
    place: 'i-have-it',
  }),
  breach_opened: (code) => ({
    box: 'needs-you',
    title:
      code === 'found_again'
        ? 'A post was said to be gone, and is still up. Somebody is in it who should not be.'
        : 'Somebody was live who should not have been.',
    text:
      code === 'found_again'
        ? 'It is coming down now, and its record is open. Look whether what was decided still holds.'
        : 'A record was opened. The school has 72 hours to decide whether it must be reported.',
    place: 'breaches',
  }),
  breach_due: () => ({
    box: 'stopped',
    title: 'Less than 24 hours are left to decide whether to report a breach.',
    text: 'Nobody has decided yet. Open the record, decide, and write down why.',
    place: 'breaches',
  }),
} as const satisfies Partial<Record<NoticeKind, (code: string | null) => Said>>;
