// A trip's post goes out only after everyone is back, or, where the headteacher has said so, the next day: never while it
// shows where children are (R-61, T-06).
import { block } from '#app/domain/issues.ts';
import { earliestForTrip } from '#app/domain/trips/trip-posts.ts';
import type { Check } from './check.ts';

export const eventDelayCheck: Check = {
  id: 'T-06',
  stages: ['submit', 'approve', 'gate'],
  run({ facts, content, stage }) {
    if (!facts.trip) return [];
    const earliest = earliestForTrip(facts.trip, facts.broughtAt, facts.school.zone);
    const when = stage === 'gate' ? facts.at : new Date(content.window.from);
    if (when >= earliest) return [];
    const code = facts.trip.postsWhileAway === 'after_return' ? 'trip_not_over' : 'trip_next_day';
    return [block('T-06', code, 'window', 'R-61', { earliest: earliest.toISOString() })];
  },
};
