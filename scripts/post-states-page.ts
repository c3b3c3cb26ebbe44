// The page that shows the states of a post, made from the machine's own edges.
import { type Edge, MOVE_NAMES, MOVES } from '#app/domain/posts/post-machine.ts';
import { POST_STATUSES } from '#app/domain/posts/post-status.ts';

const WHO = { person: 'a person', system: 'the worker', either: 'a person or the worker' } as const;

/** Markdown with a diagram and a table of every move. */
export function postStatesPage(): string {
  const edges = MOVE_NAMES.map((name) => ({ name, edge: MOVES[name] as Edge }));
  const arrows = edges.flatMap(({ name, edge }) =>
    edge.from.map((from) => `  ${from} --> ${edge.to}: ${name}`),
  );
  const ends = POST_STATUSES.filter((status) => edges.every(({ edge }) => !edge.from.includes(status)));
  const rows = edges.map(
    ({ name, edge }) =>
      `| \`${name}\` | ${edge.from.join(', ')} | ${edge.to} | ${WHO[edge.by]} | \`${edge.guard.name}\` |`,
  );
  return `# The states of a post

Printed from \`app/domain/posts/post-machine.ts\` by \`npm run docs:states\`; a test fails when it is stale. Every move carries its own
guard in \`app/domain/posts/post-guards.ts\`, and \`move-post.ts\` alone writes the state.

\`\`\`mermaid
stateDiagram-v2
  [*] --> draft
${arrows.join('\n')}
${ends.map((status) => `  ${status} --> [*]`).join('\n')}
\`\`\`

| Move | From | To | Made by | Guard |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
