import { html } from '../core/html.js';
import { number } from '../core/format.js';

const kindOf = share => share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : '';

/** A share as a bar, beside words that say it. */
export const Bar = ({ share }) => html`<span class=${`bar ${kindOf(share)}`} aria-hidden="true"><i style=${{ width: `${Math.min(100, share * 100)}%` }}></i></span>`;

/** How much is used of what there may be; limit is absent where there is none. The words say what the bar shows. */
export function Meter({ label, detail, used, limit }) {
  const share = limit ? used / limit : used > 0 ? 1 : 0;
  const words = limit === undefined ? `${number(used)} used, no limit` : `${number(used)} of ${number(limit)}`;
  return html`<div class="meter"><div class="meter-top"><span>${label}${detail ? html` <small class="muted">${detail}</small>` : null}</span>
      <span class=${limit !== undefined && share >= 1 ? 'full' : ''}>${words}</span></div>
    ${limit === undefined ? null : html`<div class=${`bar ${kindOf(share)}`} role="meter" aria-label=${label} aria-valuemin="0"
      aria-valuemax=${Math.max(limit, used, 1)} aria-valuenow=${used} aria-valuetext=${words}>
      <i style=${{ width: `${Math.min(100, share * 100)}%` }}></i></div>`}</div>`;
}
