// More tags and addresses than can be read for names: what was not read may name anybody, so the post stops until some are taken out
// (T-01, R-33).
import { unreadIn } from './name-tokens.ts';
import { stops } from '#app/domain/words/text-finding.ts';
import type { WordCheck } from '#app/domain/words/word-check.ts';

export const namesUnread: WordCheck = {
  id: 'T-01',
  version: 1,
  inPart({ field, folded }) {
    const unread = unreadIn(folded);
    if (!unread) return [];
    const { from, to } = unread;
    return [stops({ check: 'T-01', code: 'names_not_read', clause: 'R-33, R-36' }, { field, from, to })];
  },
};
