// Remembers answers: what is asked of every word of a text is worked out for each different word only.

/** Asks `answer` once for each question. For as long as a text is read, not longer: nothing is ever forgotten. */
export function once<Question, Answer>(
  answer: (question: Question) => Answer,
): (question: Question) => Answer {
  const known = new Map<Question, Answer>();
  return (question) => {
    const before = known.get(question);
    if (before !== undefined) return before;
    const made = answer(question);
    known.set(question, made);
    return made;
  };
}
