// The page on which somebody says that they see to a takedown, in words: what waits, who was asked, and who has it.
import type { OpenCall } from '#app/domain/on-call/read-on-call.ts';
import { contentOf } from '#app/domain/posts/post-facts.ts';
import { whereOf } from './platform-words.ts';
import { titleOf } from './post-list.ts';
import { type Clock, clockOf } from './takedown-clock.ts';
import { whenWords } from './when.ts';

export interface OpenCallView {
  title: string;
  account: string;
  clock: Clock;
  hasIt: string | null;
  /** the reader has it already */
  mine: boolean;
  asked: { key: string; text: string }[];
}

/** @param reader the id of who reads */
export function openCallView(call: OpenCall, zone: string, at: Date, reader: string): OpenCallView {
  const { facts, takedown, ownerName, hasIt, asked } = call;
  const content = contentOf(facts);
  const mine = hasIt?.userId === reader;
  return {
    title: titleOf({ words: content.words, photoCount: content.photos.length }),
    account: whereOf(facts.account),
    clock: clockOf({ ...takedown, ownerName }, zone, at, reader),
    hasIt:
      hasIt && `${mine ? 'You said' : `${hasIt.name} said`} so ${whenWords(hasIt.at, zone, at).relative}.`,
    mine,
    asked: asked.map(({ name, at: called }, index) => ({
      key: String(index),
      text: `${name}, ${whenWords(called, zone, at).text}`,
    })),
  };
}
