// A receipt as it was written: the exact words, what was said to each question, when and by whom. It reads the same for ever,
// whatever was published or answered since (F-03).
import type { Database } from '#db/client.server.ts';
import { decisionsByIds, findReceipt, receiptsOfLink } from '#db/queries/consent-links.server.ts';
import { findForm, type FormRow } from '#db/queries/consent.server.ts';
import { found } from '#app/domain/errors.ts';
import type { Channel } from './consent-types.ts';
import { optionOf } from './form-answers.ts';
import type { OpenLink } from './open-link.ts';

export interface ReceiptLine {
  label: string;
  yes: boolean;
  /** where a no counts, when it is not everywhere that the question names; null = everywhere */
  onlyIn: Channel[] | null;
  newOnly: boolean;
  /** last moment at which this yes counts; null with a no */
  until: Date | null;
}

export interface Receipt {
  id: string;
  at: Date;
  form: FormRow;
  lines: ReceiptLine[];
}

/** Moments of the link's own receipts, newest first. */
export async function listReceipts(db: Database, link: OpenLink): Promise<{ id: string; at: Date }[]> {
  const rows = await receiptsOfLink(db, link, link.linkId, 20);
  return rows.map(({ id, at }) => ({ id, at }));
}

/** Errors: AppError not_found for a receipt that is not this link's. */
export async function readReceipt(db: Database, link: OpenLink, receiptId: string): Promise<Receipt> {
  const receipt = found(await findReceipt(db, link, receiptId), 'receipt');
  found(receipt.linkId === link.linkId || null, 'receipt');
  const form = found(await findForm(db, link, receipt.formVersionId), 'form');
  const decisions = await decisionsByIds(db, link, receipt.decisionIds);
  const lines = form.options.flatMap((option) =>
    decisions
      .filter((decision) => optionOf(form.options, decision)?.key === option.key)
      .map((decision): ReceiptLine => ({
        label: option.label,
        yes: decision.decision === 'granted',
        onlyIn: decision.channels.length < option.channels.length ? decision.channels : null,
        newOnly: decision.leavesLive,
        until: decision.expiresAt,
      })),
  );
  return { id: receipt.id, at: receipt.at, form, lines };
}
