// One photo of a draft: as it will be seen, what was removed from it, its words for those who cannot see it, and who is
// in it. What a check says stands beside what it is about.
import type { ReactNode } from 'react';
import { useState } from 'react';
import { ALT } from '#app/http/draft-form.ts';
import type { ComposePage } from '#app/presenters/compose.ts';
import type { ComposePhoto } from '#app/presenters/compose-photo.ts';
import type { IssueWords } from '#app/presenters/issues.ts';
import { Button } from '../button.tsx';
import { FoundInText } from './found-in-text.tsx';
import { Icon } from '../icon.tsx';
import { Issue } from '../notice.tsx';
import { PhotoFigure } from '../photo-figure.tsx';
import { TextArea } from '../text-area.tsx';

interface PhotoCardProps {
  photo: ComposePhoto;
  index: number;
  altText: string;
  issues: IssueWords[];
  limits: ComposePage['limits'];
  texts: ComposePage['texts'];
}

const aboutWords = ({ fieldId }: IssueWords): boolean => fieldId.startsWith('alt-');
const aboutPhoto = ({ fieldId }: IssueWords): boolean => fieldId.startsWith('about-');

export function PhotoCard({ photo, index, altText, issues, limits, texts }: PhotoCardProps) {
  const id = `photo-${index}`;
  if (photo.state !== 'ready' || !photo.src) {
    const state = photo.state === 'refused' ? ('refused' as const) : ('working' as const);
    return (
      <li id={id} tabIndex={-1}>
        <PhotoFigure photo={{ state, words: photo.words }} alt={null} name={photo.name}>
          <RemoveButton photo={photo} />
        </PhotoFigure>
      </li>
    );
  }
  return (
    <li id={id} tabIndex={-1}>
      <figure
        aria-label={photo.name}
        className="overflow-hidden rounded-card border border-line bg-paper shadow-card"
      >
        <img
          src={photo.src}
          alt={altText || `${photo.name}, not described yet`}
          width={photo.width}
          height={photo.height}
          className="h-auto max-h-[50vh] w-full bg-desk object-contain"
        />
        <figcaption className="flex flex-col gap-4 p-4">
          <Removed removed={photo.removed} name={photo.name} />
          <People photo={photo} issues={issues.filter((issue) => !aboutWords(issue) && !aboutPhoto(issue))} />
          <About photo={photo} issues={issues.filter(aboutPhoto)} />
          <AltText
            photo={photo}
            altText={altText}
            most={limits.altText}
            issues={issues.filter((issue) => aboutWords(issue) && !issue.found)}
          />
          <FoundInText texts={texts} postPhotoId={photo.postPhotoId} />
          <div className="flex flex-wrap gap-3 border-t border-line pt-3">
            {index > 0 && (
              <SmallButton name="intent" value={`first:${photo.postPhotoId}`} icon="back">
                Put first
              </SmallButton>
            )}
            <RemoveButton photo={photo} />
          </div>
        </figcaption>
      </figure>
    </li>
  );
}

/** What was hidden in it, opened with a tap: the most personal stands in the line itself. */
function Removed({ removed, name }: { removed: string | null; name: string }) {
  const [first = '', ...rest] = (removed ?? '').split(', ');
  const line = rest.length > 0 ? `${first}, and ${rest.length} more` : first;
  return (
    <details className="text-small text-quiet">
      <summary className="flex min-h-11 list-none items-center gap-2">
        <span className="text-green">
          <Icon name="shield" size="small" />
        </span>
        <span className="flex-1">
          <span className="font-semibold text-ink">{name} is clean.</span> {rest.length > 0 && 'Removed: '}
          {rest.length > 0 ? line.charAt(0).toLowerCase() + line.slice(1) : `${line}.`}
        </span>
        {rest.length > 0 && <Icon name="down" size="small" label="Show all" />}
      </summary>
      {rest.length > 0 && (
        <ul className="list-disc pb-1 pl-10">
          {[first, ...rest].map((kind) => (
            <li key={kind}>{kind}</li>
          ))}
        </ul>
      )}
    </details>
  );
}

function People({ photo, issues }: { photo: ComposePhoto; issues: IssueWords[] }) {
  const { people, name, postPhotoId, settled } = photo;
  return (
    <div className="flex flex-col gap-2">
      {photo.looking && (
        <p role="status" className="text-small text-quiet">
          Looking for faces in {name.toLowerCase()}…
        </p>
      )}
      <Button
        kind="quiet"
        icon={settled.done ? 'check' : 'people'}
        wide
        name="intent"
        value={`people:${postPhotoId}`}
      >
        {settled.words}
      </Button>
      {people && people.names.length > 0 && (
        <p className="text-small text-quiet">{people.names.join(', ')}</p>
      )}
      <Issues issues={issues} />
    </div>
  );
}

function About({ photo, issues }: { photo: ComposePhoto; issues: IssueWords[] }) {
  const name = photo.name.toLowerCase();
  return (
    <div id={`about-${photo.postPhotoId}`} tabIndex={-1} className="flex flex-col gap-2">
      <Button
        kind="quiet"
        icon={photo.answered ? 'check' : 'pencil'}
        wide
        name="intent"
        value={`about:${photo.postPhotoId}`}
      >
        {photo.answered ? `About ${name}: change` : `About ${name}: a few questions`}
      </Button>
      <Issues issues={issues} />
    </div>
  );
}

const Issues = ({ issues }: { issues: IssueWords[] }) => (
  <>
    {issues.map((issue) => (
      <Issue key={issue.key} kind={issue.kind} {...(issue.clause ? { clause: issue.clause } : {})}>
        {issue.sentence}
      </Issue>
    ))}
  </>
);

interface AltTextProps {
  photo: ComposePhoto;
  altText: string;
  most: number;
  issues: IssueWords[];
}

function AltText({ photo, altText, most, issues }: AltTextProps) {
  const [used, setUsed] = useState(() => [...altText].length);
  return (
    <TextArea
      label="What would you say on the phone to someone who cannot see it?"
      name={`${ALT}${photo.postPhotoId}`}
      id={`alt-${photo.postPhotoId}`}
      hint={`It is read aloud to blind people, and shown when ${photo.name.toLowerCase()} does not load.`}
      rows={3}
      defaultValue={altText}
      error={issues[0]?.sentence}
      count={used > most / 2 || issues.length > 0 ? { used, limit: most } : undefined}
      onInput={(event) => setUsed([...event.currentTarget.value].length)}
    />
  );
}

function RemoveButton({ photo }: { photo: ComposePhoto }) {
  return (
    <SmallButton name="intent" value={`remove:${photo.postPhotoId}`} icon="bin">
      Remove {photo.name.toLowerCase()}
    </SmallButton>
  );
}

interface SmallButtonProps {
  name: string;
  value: string;
  icon: 'bin' | 'back';
  children: ReactNode;
}

/** A button that does not call: what is done rarely. Still as tall as a thumb. */
function SmallButton({ icon, children, ...button }: SmallButtonProps) {
  return (
    <button
      type="submit"
      {...button}
      className="inline-flex min-h-11 cursor-pointer items-center gap-1.5 rounded-small px-2 text-small font-semibold text-quiet underline underline-offset-4 hover:text-ink"
    >
      <Icon name={icon} size="small" />
      {children}
    </button>
  );
}
