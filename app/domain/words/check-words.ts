// Runs every check of words over every text of a post: the same function while typing, at submit, at approval, at the gate, in the
// try-it box and on the command line.
import { foldText } from '#app/domain/words/reading/folded-text.ts';
import type { TextAbout } from './text-about.ts';
import type { TextFinding } from './text-finding.ts';
import type { TextGround } from './text-ground.ts';
import type { TextPart } from './text-part.ts';
import { WORD_CHECKS } from './word-checks.ts';

/** Everything found, in the order of the registry, then of the texts, then of where it stands. */
export function checkWords(parts: readonly TextPart[], ground: TextGround, about: TextAbout): TextFinding[] {
  const read = parts.map((part) => ({ ...part, folded: foldText(part.text) }));
  const view = { ground, about, parts: read };
  return WORD_CHECKS.flatMap((check) => [
    ...read.flatMap((part) => inOrder(check.inPart?.(part, view) ?? [])),
    ...(check.inPost?.(view) ?? []),
  ]);
}

const inOrder = (findings: TextFinding[]): TextFinding[] =>
  findings.sort((a, b) => a.from - b.from || a.to - b.to);
