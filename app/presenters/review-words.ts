// The fixed words of the review page: ready phrases for sending back, and the six points an approver stands for. Small, because
// the browser loads them.

/** Ready phrases for sending back, so that a tired head on a phone types nothing. */
export const READY_PHRASES = [
  'Please check the facts and figures.',
  'Please leave out where and when.',
  'Please use first names only, or none.',
  'Please choose another photo.',
  'Please describe the photos more fully.',
  'Please check who is in the photos.',
] as const;

/** The reason as the author reads it: the phrases ticked, then the head's own words. */
export function reasonOf(phrases: readonly number[], own: string): string {
  const ready = phrases.flatMap((index) => READY_PHRASES[index] ?? []);
  return [...ready, own.trim()].filter(Boolean).join('\n');
}

/** What an approver stands for, above the button. */
export const SIX_POINTS = [
  { title: 'Reputation', question: 'Does it do the school credit, and nobody harm?' },
  { title: 'Safeguarding', question: 'Could it help anybody find or recognise a child outside school?' },
  { title: 'Equality', question: 'Is it fair and respectful to everyone?' },
  {
    title: 'Confidentiality',
    question: 'Does it keep to itself what is private, in the words and in the background?',
  },
  { title: 'Rights', question: 'Are the photos, work and music ours to use?' },
  { title: 'Accuracy', question: 'Is it true, and spelt right?' },
] as const;
