import { signal } from '@preact/signals';
import { html } from '../core/html.js';
import { ago, exactly } from '../core/format.js';

const now = signal(Date.now());
setInterval(() => { now.value = Date.now(); }, 30_000);

/** How long ago it was; the exact time is in the title. */
export const Time = ({ value, never = 'Never' }) => value
  ? html`<time datetime=${value} title=${exactly(value)}>${ago(value, Math.max(now.value, Date.now()))}</time>`
  : html`<span class="muted">${never}</span>`;
