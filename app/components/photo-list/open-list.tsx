// The list on the phone while it is open: one name at a time, or all of it for a minute, with when it was true.
import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeader, Section } from '#app/components/page.tsx';
import type { PhoneList } from '#app/presenters/phone-list.ts';
import { NameCheck } from './name-check.tsx';
import { NamesInColumns } from './names-in-columns.tsx';
import type { Asked } from './use-phone-copy.ts';

const WHOLE_FOR_MS = 60_000;

interface OpenListProps {
  list: PhoneList;
  asked: Asked;
  onLock(): void;
  onTakeOff(): void;
}

export function OpenList({ list, asked, onLock, onTakeOff }: OpenListProps) {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    if (!whole) return;
    const hiding = setTimeout(() => setWhole(false), WHOLE_FOR_MS);
    return () => clearTimeout(hiding);
  }, [whole]);
  const { shown, group } = list;
  return (
    <>
      <PageHeader title="Photo list" over={`Copy ${list.number} · as of ${list.asOf}`}>
        <strong className="text-ink">Anyone not on this list stays out of posts.</strong>
      </PageHeader>
      <AskedNote asked={asked} asOf={list.asOf} />
      <NameCheck names={list} />
      <Button type="button" kind="quiet" wide icon="people" onClick={() => setWhole(!whole)}>
        {whole ? 'Hide the list' : `Show the whole list: ${shown.length + group.length}`}
      </Button>
      {whole && (
        <>
          <Section id="shown" title={`Can be shown: ${shown.length}`}>
            <NamesInColumns names={shown} />
          </Section>
          {group.length > 0 && (
            <Section id="group" title={`Only in a group: ${group.length}`}>
              <NamesInColumns names={group} />
            </Section>
          )}
        </>
      )}
      <Button type="button" kind="quiet" wide icon="lock" onClick={onLock}>
        Lock it
      </Button>
      <details className="rounded-card border border-line bg-paper px-4 py-2">
        <summary className="min-h-11 content-center font-semibold">Take it off this phone</summary>
        <div className="flex flex-col items-start gap-3 py-3">
          <p>It is removed at once. You can put a new one on it from the trip’s page.</p>
          <Button type="button" kind="danger" icon="bin" onClick={onTakeOff}>
            Take it off
          </Button>
        </div>
      </details>
    </>
  );
}

function AskedNote({ asked, asOf }: { asked: Asked; asOf: string }) {
  if (asked === 'was_older')
    return (
      <Notice kind="needs-you" title="The list on this phone was older than a change." announce>
        This is the new one. Look again before you post or take a photo.
      </Notice>
    );
  if (asked === 'signed_out')
    return (
      <Notice
        kind="needs-you"
        title={`You are signed out, so this is still the list of ${asOf}.`}
        action={
          <ButtonLink kind="quiet" to="/sign-in?back=%2Fphoto-list" reloadDocument>
            Sign in
          </ButtonLink>
        }
      >
        Sign in to bring it up to date. The list stays on this phone.
      </Notice>
    );
  if (asked === 'no_signal')
    return (
      <p role="status" className="text-quiet">
        No signal: this is the list of {asOf}. It is asked again before anything goes out.
      </p>
    );
  if (asked !== null && typeof asked === 'object')
    return (
      <Notice kind="needs-you" title="It could not be brought up to date.">
        {asked.refused}
      </Notice>
    );
  return (
    <p role="status" className="text-quiet">
      Up to date.
    </p>
  );
}
