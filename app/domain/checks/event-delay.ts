// A trip's post goes out only after everyone is back: never while it shows where children are (R-61, T-06).
import { block } from '#app/domain/issues.ts';
import { earliestForTrip } from '#app/domain/posts/publish-window.ts';
import type { Check } from './check.ts';

export const eventDelayCheck: Check = {
  id: 'T-06',
  stages: ['submit', 'approve', 'gate'],
  run({ facts, content, stage }) {
    if (!facts.trip) return [];
    const earliest = earliestForTrip(facts.trip);
    const when = stage === 'gate' ? facts.at : new Date(content.window.from);
    return when < earliest
      ? [block('T-06', 'trip_not_over', 'window', 'R-61', { earliest: earliest.toISOString() })]
      : [];
  },
};
