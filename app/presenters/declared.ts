// What the author declared with a post, as the head reads it: the author's own words, and who said them when.
import type { DeclarationName } from '#app/domain/posts/declarations.ts';
import type { PostFacts } from '#app/domain/posts/post-facts.ts';
import { DECLARATION_WORDS } from './declarations.ts';
import { whenWords } from './when.ts';

export interface Declared {
  sentence: string;
  /** "Priya Nair, Wed 3 June, 9:30 am" */
  by: string;
}

/** Every declaration made on the post, in the order in which they are asked. */
export function declaredOf(facts: PostFacts, staff: ReadonlyMap<string, string>): Declared[] {
  const { post, school, at } = facts;
  return (Object.keys(DECLARATION_WORDS) as DeclarationName[]).flatMap((name) => {
    const made = post.declarations[name];
    if (!made) return [];
    const when = whenWords(new Date(made.at), school.zone, at);
    return [
      {
        sentence: DECLARATION_WORDS[name],
        by: `${staff.get(made.by) ?? 'Somebody who has left'}, ${when.text}`,
      },
    ];
  });
}
