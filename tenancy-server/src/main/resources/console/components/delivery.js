import { html } from '../core/html.js';
import { number } from '../core/format.js';
import { Status } from './marks.js';
import { Time } from './time.js';

const LOOKS = { delivered: ['active', 'Delivered'], failing: ['read_only', 'Tried again'], failed: ['failed', 'Failed'] };
export const DeliveryStatus = ({ status }) => html`<${Status} value=${LOOKS[status]?.[0]} label=${LOOKS[status]?.[1] ?? status}/>`;

/** What a receiver has answered: the code, or why there was no answer. */
export const Answer = ({ attempt }) => attempt.status === undefined
  ? html`<span class="muted" dir="auto">${attempt.error ?? 'No answer'}</span>` : html`<code>${attempt.status}</code>`;

/** The attempts of a delivery, with the beginning of each answer. */
export const Attempts = ({ attempts }) => html`<ol class="attempts">${attempts.map(one => html`<li key=${one.number}>
  <div class="attempt-head"><b>Attempt ${one.number}</b><${Answer} attempt=${one}/><span class="muted">${number(one.milliseconds)} ms</span><${Time} value=${one.at}/></div>
  ${one.excerpt ? html`<pre class="excerpt" tabindex="0" aria-label=${`Answer to attempt ${one.number}`} dir="auto">${one.excerpt}</pre>`
    : html`<p class="muted small">The answer had no body.</p>`}</li>`)}</ol>`;
