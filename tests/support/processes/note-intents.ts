// A process that notes one intent after another in the journal named by its argument, and prints each once it is noted.
import { openIntentJournal } from '#app/adapters/intent-journal.server.ts';

const journal = await openIntentJournal(process.argv[2] ?? '');
for (let attempt = 1; ; attempt++) {
  await journal.append({ deliveryId: 'delivery', attempt, mediaIds: ['710511363345354753'] });
  console.log(attempt);
}
