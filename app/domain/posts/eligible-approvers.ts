// Who could approve this post now: said at submit, and shown where a button is refused. Nobody eligible is said, never worked around.
import type { Database, Tx } from '#db/client.server.ts';
import { peopleWithRole } from '#db/queries/roles.server.ts';
import type { Person } from '#app/domain/actor.ts';
import { loadPerson } from '#app/domain/school/load-person.ts';
import type { PostFacts } from './post-facts.ts';
import { approvalBar, partiesOf } from './who-may-approve.ts';

/** The people of the school who may approve this very post at the facts' moment, by name. */
export async function eligibleApprovers(
  db: Database | Tx,
  facts: PostFacts,
  submittedBy: string | null = facts.post.submittedBy,
): Promise<Person[]> {
  const { schoolId } = facts.post;
  const parties = partiesOf(facts, submittedBy);
  const ids = await peopleWithRole(db, { schoolId }, ['headteacher', 'deputy'], facts.at);
  const people: Person[] = [];
  for (const id of ids) {
    const person = await loadPerson(db, id, facts.at);
    if (person && approvalBar(person, parties, facts.at) === null) people.push(person);
  }
  return people.sort((a, b) => a.name.localeCompare(b.name));
}
