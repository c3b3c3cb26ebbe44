// Saves the form by itself while somebody types, and keeps what is not saved yet on their own device. Nothing here ever
// overwrites what is being typed: what comes from elsewhere goes only into fields that were left alone.
import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { draftBody } from '#app/http/draft-form.ts';
import { type DraftFields, mergeDraft, withFields } from '#app/domain/posts/merge-draft.ts';
import type { ComposePage } from '#app/presenters/compose.ts';
import type { ComposeChecks } from '#app/presenters/compose-checks.ts';
import type { ConflictWords } from '#app/presenters/conflicts.ts';
import { fieldsIn, sameFields, writeFields } from './form-fields.ts';
import { clearBackup, readBackup, writeBackup } from './typed-backup.ts';

export type SaveState =
  | { kind: 'saved' }
  /** typed since, or being sent */
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'signed_out' }
  | { kind: 'refused'; sentence: string; todo: string }
  | { kind: 'conflict'; conflicts: ConflictWords[] };

interface SaveAnswer {
  saved: boolean;
  checks: ComposeChecks;
  fields: DraftFields;
  notSaved?: {
    refused: { sentence: string; todo: string } | null;
    conflicts: ConflictWords[];
    errors: Record<string, string>;
  };
}

/** A version that no draft has: the server then goes by what the form began from. */
const MERGE_BY_BASE = 0;
const QUIET_MS = 1_500;
const RETRY_MS = 5_000;
const TIMEOUT_MS = 15_000;

export interface Autosave {
  state: SaveState;
  checks: ComposeChecks;
  errors: Record<string, string>;
  /** words typed earlier were brought back from this device */
  restored: boolean;
  /** call on every input in the form */
  typed(): void;
  /** call when the form itself is sent: the page's action saves everything first */
  pressed(): void;
  keepMine(): void;
  takeTheirs(): void;
}

/** `ask`: the address of the page's save route. `answer`: what the page's action said last, if it did not go on. */
export function useAutosave(
  form: RefObject<HTMLFormElement>,
  page: ComposePage,
  ask: string,
  answer: unknown,
): Autosave {
  const [state, setState] = useState<SaveState>({ kind: 'saved' });
  const [checks, setChecks] = useState<ComposeChecks>(page);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [restored, setRestored] = useState(false);
  const base = useRef(page.fields);
  const version = useRef(page.version);
  const theirs = useRef<SaveAnswer | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const sending = useRef(false);
  const pressed = useRef(false);
  /** the form as last typed, for the moment in which the page is already gone */
  const last = useRef<DraftFields | null>(null);
  const { postId } = page;

  const later = useCallback((work: () => void, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(work, ms);
  }, []);

  const keep = useCallback(() => {
    if (!form.current) return;
    last.current = fieldsIn(form.current);
    writeBackup(postId, { mine: last.current, base: base.current, at: new Date().getTime() });
  }, [form, postId]);

  /**
   * Takes over what the server holds now, wherever nothing was typed since `seen`. A field changed on both sides keeps
   * its old base, so that the next save finds the conflict instead of writing over it.
   */
  const settle = useCallback(
    (answer: Pick<SaveAnswer, 'checks' | 'fields'>, seen: DraftFields) => {
      if (!form.current) return;
      const { fields, conflicts } = mergeDraft(fieldsIn(form.current), seen, answer.fields);
      base.current = withFields(
        answer.fields,
        conflicts.map(({ field }) => field),
        seen,
      );
      version.current = conflicts.length > 0 ? MERGE_BY_BASE : answer.checks.version;
      setChecks(answer.checks);
      writeFields(form.current, fields);
    },
    [form],
  );

  const save = useCallback(
    async (leaving = false): Promise<void> => {
      if (!form.current || sending.current) return;
      const sent = fieldsIn(form.current);
      if (sameFields(sent, base.current)) return setState({ kind: 'saved' });
      sending.current = true;
      setState({ kind: 'saving' });
      const body = draftBody(version.current, sent, base.current);
      try {
        // Phones from before 2022 lack it; they wait as long as their browser does.
        const signal = AbortSignal.timeout?.(TIMEOUT_MS);
        const response = await fetch(ask, { method: 'POST', body, keepalive: leaving, signal });
        if (response.status === 401) return setState({ kind: 'signed_out' });
        const answer = (await response.json().catch(() => null)) as SaveAnswer | { message?: string } | null;
        if (!answer || !('checks' in answer)) {
          if (response.status >= 500) throw new Error('try again');
          const sentence = answer?.message ?? 'This post cannot be saved from here any more.';
          return setState({
            kind: 'refused',
            sentence,
            todo: 'Open it again. What you typed is kept on this device.',
          });
        }
        const { conflicts = [], refused = null, errors: wrong = {} } = answer.notSaved ?? {};
        setErrors(wrong);
        if (conflicts.length > 0) {
          theirs.current = answer;
          return setState({ kind: 'conflict', conflicts });
        }
        if (refused) return setState({ kind: 'refused', ...refused });
        // A time that is none was not saved: it stays in its field, beside the words that say so.
        settle(answer, withFields(sent, Object.keys(wrong), base.current));
        const done = answer.saved && sameFields(fieldsIn(form.current), base.current);
        if (done) clearBackup(postId);
        else if (answer.saved) later(() => void save(), QUIET_MS);
        setState({ kind: done || !answer.saved ? 'saved' : 'saving' });
      } catch {
        setState({ kind: 'offline' });
        later(() => void save(), RETRY_MS);
      } finally {
        sending.current = false;
      }
    },
    [ask, form, later, postId, settle],
  );

  const typed = useCallback(() => {
    keep();
    if (theirs.current) return;
    setState({ kind: 'saving' });
    later(() => void save(), QUIET_MS);
  }, [keep, later, save]);

  const keepMine = useCallback(() => {
    if (!theirs.current) return;
    base.current = theirs.current.fields;
    version.current = theirs.current.checks.version;
    theirs.current = null;
    void save();
  }, [save]);

  const takeTheirs = useCallback(() => {
    const answer = theirs.current;
    if (!answer || !form.current) return;
    const { fields, conflicts } = mergeDraft(fieldsIn(form.current), base.current, answer.fields);
    const chosen = withFields(
      fields,
      conflicts.map(({ field }) => field),
      answer.fields,
    );
    base.current = answer.fields;
    version.current = answer.checks.version;
    theirs.current = null;
    writeFields(form.current, chosen);
    void save();
  }, [form, save]);

  // Once, when the page wakes: bring back what was typed here and never reached the server, or typed before this ran.
  useEffect(() => {
    if (!form.current) return;
    const backup = readBackup(postId, new Date().getTime());
    // The page went before it heard that its last words had arrived.
    if (backup && sameFields(backup.mine, page.fields)) clearBackup(postId);
    else if (backup && sameFields(fieldsIn(form.current), page.fields)) {
      const { fields, conflicts } = mergeDraft(backup.mine, backup.base, page.fields);
      if (conflicts.length > 0) [base.current, version.current] = [backup.base, MERGE_BY_BASE];
      writeFields(form.current, fields);
      setRestored(!sameFields(fields, page.fields));
    }
    if (!sameFields(fieldsIn(form.current), page.fields)) later(() => void save(), QUIET_MS);
  }, []);

  // The page was read again (a photo arrived, another field was settled): take over what nobody is typing in.
  useEffect(() => {
    if (!form.current || page.version < version.current || theirs.current) return;
    settle({ checks: page, fields: page.fields }, base.current);
  }, [form, page, settle]);

  useEffect(() => {
    const again = () => void save();
    const leave = () => document.visibilityState === 'hidden' && void save(true);
    window.addEventListener('online', again);
    window.addEventListener('focus', again);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('focus', again);
      document.removeEventListener('visibilitychange', leave);
      clearTimeout(timer.current);
    };
  }, [save]);

  // The page stayed: whatever was pressed did not simply go on.
  useEffect(() => {
    pressed.current = false;
  }, [answer]);

  // The page goes: what was sent with the form is saved; anything else typed in the last moment follows by itself.
  useEffect(
    () => () => {
      const stopped = window.location.pathname === '/sign-in';
      if (pressed.current && !stopped) return clearBackup(postId);
      const mine = last.current;
      if (!mine || sameFields(mine, base.current)) return;
      const body = draftBody(version.current, mine, base.current);
      void fetch(ask, { method: 'POST', body, keepalive: true }).catch(() => null);
    },
    [ask, postId],
  );

  return {
    state,
    checks,
    errors,
    restored,
    typed,
    pressed: () => void (pressed.current = true),
    keepMine,
    takeTheirs,
  };
}
