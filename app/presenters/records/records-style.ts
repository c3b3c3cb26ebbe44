// How the page of one pupil's records looks: on a screen, on a phone and on paper, without anything from elsewhere.

export const RECORDS_STYLE = `
:root { --ink: #1c2320; --quiet: #56605b; --line: #d6dcd8; --wash: #f4f6f4; --green: #14563b; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; line-height: 1.25; margin: 2.5rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--green); }
h3 { font-size: 1.05rem; margin: 0 0 .35rem; }
p { margin: .5rem 0; }
a { color: var(--green); }
.over, .none, .quiet, dt, th { color: var(--quiet); }
.over { margin: 0; font-weight: 600; }
nav ul { columns: 2; gap: 2rem; padding-left: 1.2rem; }
article { border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1rem; margin: .75rem 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .2rem 1rem; margin: .35rem 0; }
dt { font-size: .9rem; } dd { margin: 0; overflow-wrap: anywhere; }
blockquote { margin: .6rem 0; padding: .5rem .9rem; border-left: 3px solid var(--line); background: var(--wash); white-space: pre-wrap; }
figure { margin: .8rem 0; } img { display: block; max-width: 100%; max-height: 28rem; border-radius: .35rem; }
figcaption { font-size: .9rem; color: var(--quiet); margin-top: .3rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
@media (max-width: 34rem) { nav ul { columns: 1; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .45rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; } a { color: inherit; text-decoration: none; }
  article, figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } img { max-height: 12cm; } }
`;
