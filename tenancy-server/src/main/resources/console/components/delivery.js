import { useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { matching } from '../core/data.js';
import { number } from '../core/format.js';
import { Status } from './marks.js';
import { Empty } from './states.js';
import { Search } from './table.js';
import { Time } from './time.js';

const LOOKS = { delivered: ['active', 'Delivered'], failing: ['read_only', 'Tried again'], failed: ['failed', 'Failed'] };
export const DeliveryStatus = ({ status }) => html`<${Status} value=${LOOKS[status]?.[0]} label=${LOOKS[status]?.[1] ?? status}/>`;

/** What a receiver has answered: the code, or why there was no answer. */
export const Answer = ({ attempt }) => attempt.status === undefined
  ? html`<span class="muted" dir="auto">${attempt.error ?? 'No answer'}</span>` : html`<code>${attempt.status}</code>`;

const Attempt = ({ one }) => html`<li>
  <div class="attempt-head"><b>Attempt ${one.number}</b><${Answer} attempt=${one}/><span class="muted">${number(one.milliseconds)} ms</span><${Time} value=${one.at}/></div>
  ${one.excerpt ? html`<pre class="excerpt" tabindex="0" aria-label=${`Answer to attempt ${one.number}`} dir="auto">${one.excerpt}</pre>`
    : html`<p class="muted small">The answer had no body.</p>`}</li>`;

const textsOf = attempt => [String(attempt.status ?? 'No answer'), attempt.error, attempt.excerpt];

/** The attempts of a delivery, with the beginning of each answer. */
export function Attempts({ attempts }) {
  const [search, setSearch] = useState('');
  const found = matching(attempts, search, textsOf);
  return html`${attempts.length > 1 ? html`<${Search} label="Answer contains" value=${search} onInput=${setSearch}/>` : null}
    ${found.length ? html`<ol class="attempts">${found.map(one => html`<${Attempt} key=${one.number} one=${one}/>`)}</ol>`
      : html`<${Empty} title="No attempt matches"/>`}`;
}
