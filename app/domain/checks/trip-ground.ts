// A trip's post rests on its trip: one that still takes place, on an account that is not another trip's, with the pupils who
// went. Somebody who is not on the trip's list is judged like everyone else, and pointed out.
import { block, type Issue, warn } from '#app/domain/issues.ts';
import type { Check } from './check.ts';

export const tripGroundCheck: Check = {
  id: 'R-13',
  stages: ['edit', 'submit', 'approve', 'gate'],
  run({ facts: { trip, account }, content }) {
    const issues: Issue[] = [];
    if (trip?.cancelledAt) issues.push(block('R-13', 'trip_cancelled', 'post', 'R-13'));
    if (account.kind === 'trip' && trip?.accountId !== account.id)
      issues.push(block('R-13', 'account_of_another_trip', 'post', 'R-13'));
    if (!trip) return issues;
    content.photos.forEach(({ people }, index) => {
      for (const { kind, id } of people)
        if (kind === 'pupil' && !trip.pupilIds.has(id))
          issues.push(
            warn('R-13', 'pupil_not_on_trip', `photo:${index}`, 'R-13', { photo: index + 1, person: id }),
          );
    });
    return issues;
  },
};
