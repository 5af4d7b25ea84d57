import { useId } from 'preact/hooks';
import { html } from '../core/html.js';
import { number } from '../core/format.js';
import { Icon } from './icon.js';
import { Empty, Failed, Loading } from './states.js';

/** The search of a list; the key / goes to it. options are what it may be, where there are any: onFocus may ask for them. */
export function Search({ value, onInput, label, options, onFocus }) {
  const id = useId();
  return html`<label class="search small"><${Icon} name="search" size=${16}/><span class="sr">${label}</span>
    <input type="search" data-search placeholder=${label} value=${value} list=${options && id} onFocus=${onFocus} onInput=${event => onInput(event.target.value)}/>
    ${options ? html`<datalist id=${id}>${options.map(option => html`<option key=${option} value=${option}/>`)}</datalist>` : null}
    <kbd aria-hidden="true">/</kbd></label>`;
}

/** One of few, as a filter. */
export const Choice = ({ label, value, options, onChange }) => html`
  <div class="seg" role="group" aria-label=${label}>${options.map(([id, text]) => html`
    <button type="button" key=${id} aria-pressed=${String(value === id)} onClick=${() => onChange(id)}>${text}</button>`)}</div>`;

/** One of several, as a filter or an order. */
export const Pick = ({ label, value, options, onChange }) => html`
  <label class="pick"><span>${label}</span><select value=${value} onChange=${event => onChange(event.target.value)}>
    ${options.map(([id, text]) => html`<option key=${id} value=${id}>${text}</option>`)}</select></label>`;

const Head = ({ columns }) => html`<thead><tr>${columns.map(column => html`
  <th scope="col" key=${column.head} class=${column.num ? 'num' : ''}>
    ${column.quiet ? html`<span class="sr">${column.head}</span>` : column.head}</th>`)}</tr></thead>`;

const Row = ({ columns, row }) => html`<tr>${columns.map(column => html`
  <td key=${column.head} class=${[column.num && 'num', column.muted && 'muted', column.end && 'end'].filter(Boolean).join(' ')}>
    ${column.cell(row)}</td>`)}</tr>`;

const Cut = ({ list }) => list.cutAt ? html`<p class="card-foot">There are more: only the first ${number(list.cutAt)} are listed and searched.</p>` : null;

/** What stands below a list: the way to its other pages, and whether there is more than they have. */
export function Pager({ list }) {
  if (!list.next && !list.previous) return html`<${Cut} list=${list}/>`;
  return html`<${Cut} list=${list}/><div class="pager"><span class="muted" aria-live="polite">Page ${list.page}</span><div>
    <button type="button" class="btn sm" disabled=${!list.previous} onClick=${list.previous}>
      <${Icon} name="chevron-left" size=${16}/>Previous</button>
    <button type="button" class="btn sm" disabled=${!list.next} onClick=${list.next}>
      Next<${Icon} name="chevron-right" size=${16}/></button></div></div>`;
}

/**
 * A list with all its states. A column is { head, cell: row => what is shown }, with num, muted, end or quiet as wanted.
 * tools stands above the table; empty is { icon, title, text }.
 */
export function Table({ list, columns, caption, tools, empty, rowKey = row => row.id, rows = list.items }) {
  return html`<section class="card table-card" aria-label=${caption} aria-busy=${String(list.loading)}>
    ${tools ? html`<div class="toolbar">${tools}</div>` : null}
    ${list.error ? html`<${Failed} error=${list.error} retry=${list.reload}/>`
      : list.data === null ? html`<${Loading}/>`
      : rows.length === 0 ? html`<${Empty} ...${empty}/>`
      : html`<div class="scroll" tabindex="0" role="region" aria-label=${caption + ', scrollable'}><table>
          <caption class="sr">${caption}</caption><${Head} columns=${columns}/>
          <tbody>${rows.map(row => html`<${Row} key=${rowKey(row)} columns=${columns} row=${row}/>`)}</tbody></table></div>`}
    <${Pager} list=${list}/></section>`;
}
