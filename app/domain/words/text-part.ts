// The texts of a post, each with the field it stands in: whatever people can read is checked, wherever it is written.
import type { PostContent } from '#app/domain/posts/post-digest.ts';

export const TEXT_KINDS = [
  'words',
  'thread',
  'alt_text',
  'link_text',
  'poll_option',
  'quoted',
  'file_name',
] as const;
export type TextKind = (typeof TEXT_KINDS)[number];

export interface TextPart {
  kind: TextKind;
  /** the form field or part of the post, as issues name it: `words`, `photo:0` */
  field: string;
  text: string;
}

/** Every text of a post as it would be sent. */
export function textPartsOf(content: Pick<PostContent, 'words' | 'photos'>): TextPart[] {
  const parts: TextPart[] = [
    { kind: 'words', field: 'words', text: content.words },
    ...content.photos.map(({ altText }, index): TextPart => ({
      kind: 'alt_text',
      field: `photo:${index}`,
      text: altText,
    })),
  ];
  return parts.filter(({ text }) => text.trim() !== '');
}
