import { html } from '../core/html.js';
import { Pager } from './table.js';
import { Empty, Failed, Loading } from './states.js';

/** A list with all its states whose items are no lines of a table: children draws one of them. */
export const List = ({ list, caption, tools, empty, children }) => html`
  <section class="card table-card" aria-label=${caption} aria-busy=${String(list.loading)}>
    ${tools ? html`<div class="toolbar">${tools}</div>` : null}
    ${list.error ? html`<${Failed} error=${list.error} retry=${list.reload}/>`
      : list.data === null ? html`<${Loading}/>`
      : list.items.length === 0 ? html`<${Empty} ...${empty}/>`
      : html`<ul aria-label=${caption}>${list.items.map(children)}</ul>`}
    <${Pager} list=${list}/></section>`;
