// Pages for a file that is opened without us: HTML as text, where every value is escaped and only markup written here is not.

/** Markup made by {@link html}: the only thing that is not escaped again. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | null | false | Markup | readonly Value[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const textOf = (value: Value): string => {
  if (value === null || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'object') return value.map(textOf).join('');
  return String(value).replaceAll(/[&<>"']/g, (mark) => ESCAPES[mark] ?? mark);
};

/** A piece of a page; null and false leave nothing. */
export const html = (parts: TemplateStringsArray, ...values: Value[]): Markup =>
  new Markup(parts.map((part, index) => `${part}${textOf(values[index] ?? null)}`).join(''));

/** Label and value in two columns; rows without a value are left out. */
export function facts(rows: readonly (readonly [string, string | Markup | null | false])[]): Markup {
  const kept = rows.filter(([, value]) => value !== null && value !== false && value !== '');
  return html`<dl>
    ${kept.map(
      ([label, value]) =>
        html`<dt>${label}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

/** A heading with its entries, each a card; a sentence when there is none. */
export const section = (id: string, title: string, entries: readonly Markup[], none: string): Markup =>
  html`<section id="${id}">
    <h2>${title}</h2>
    ${entries.length > 0 ? entries : html`<p class="none">${none}</p>`}
  </section>`;

export const card = (title: string, ...inside: (Markup | null)[]): Markup =>
  html`<article>
    <h3>${title}</h3>
    ${inside}
  </article>`;

/** A table with its headings; a sentence when it has no row. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): Markup {
  return html`<div class="wide">
    <table>
      <thead>
        <tr>
          ${headings.map((heading) => html`<th scope="col">${heading}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
