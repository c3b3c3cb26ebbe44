// The name of a parent as it is compared within one pupil's own records.

/** A name as it is compared: never to match pupils, only to recognise the same parent of one pupil again. */
export const giverKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
