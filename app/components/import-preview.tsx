// What an import would change, or has changed: numbers in three groups, a few pupils by their ID, and what was left out.
import { DataTable } from './data-table.tsx';
import { FactsList } from './facts-list.tsx';
import { Section } from './page.tsx';

interface Line {
  label: string;
  value: number;
}

export interface PreviewView {
  atOnce: Line[];
  waits: Line[];
  left: Line[];
  problems: Line[];
  ignored: string[];
  examples: { misId: string; rows: string; what: string }[];
}

const facts = (lines: Line[]) =>
  lines.map(({ label, value }) => ({ label, text: value.toLocaleString('en-GB') }));

/** `written`: the first group has been written. */
export function ImportPreview({
  view,
  written,
  ended,
}: {
  view: PreviewView;
  written: boolean;
  ended: boolean;
}) {
  return (
    <>
      <Section id="at-once" title={written ? 'Written' : 'Written as soon as you start'}>
        {view.atOnce.length > 0 ? <FactsList facts={facts(view.atOnce)} /> : <p>Nothing is taken away.</p>}
      </Section>
      <Section id="waits" title={ended ? 'New permissions' : 'Waits until you say yes'}>
        {view.waits.length > 0 ? <FactsList facts={facts(view.waits)} /> : <p>No new permissions.</p>}
      </Section>
      {view.left.length > 0 && (
        <Section id="left" title="Not changed">
          <FactsList facts={facts(view.left)} />
          {view.problems.length > 0 && (
            <>
              <p className="font-semibold">Rows left out, because of</p>
              <FactsList facts={facts(view.problems)} />
            </>
          )}
        </Section>
      )}
      {view.ignored.length > 0 && (
        <p className="text-small text-quiet">Kinds of consent left out: {view.ignored.join(', ')}.</p>
      )}
      {view.examples.length > 0 && (
        <Section id="examples" title="The first pupils who change">
          <DataTable
            caption="The first pupils who change"
            columns={[
              { header: 'Pupil ID', cell: ({ misId }) => misId },
              { header: 'Rows', cell: ({ rows }) => rows },
              { header: 'What changes', cell: ({ what }) => what },
            ]}
            rows={view.examples}
            rowKey={({ misId }) => misId}
            empty={null}
          />
        </Section>
      )}
    </>
  );
}
