import { html } from '../core/html.js';
import { Switch } from './fields.js';
import { Source, Variant } from './flag.js';
import { Icon } from './icon.js';
import { Time } from './time.js';

const onOff = status => {
  const on = status.variants.find(one => one.value === true)?.name;
  const off = status.variants.find(one => one.value === false)?.name;
  return status.type === 'boolean' && on && off ? [off, on] : null;
};

/** Until when something given holds, and why it was given. */
const Given = ({ given }) => given ? html`<small class="muted" dir="auto">${given.reason}${given.reason && given.expiresAt ? ', ' : ''}
  ${given.expiresAt ? html`until <${Time} value=${given.expiresAt}/>` : null}</small>` : null;

/**
 * A flag as it is for somebody, why, and what can be done: give(variant) at once where it is on or off, more with a menu.
 */
export function FlagRow({ status, given, may, give, menu }) {
  const ends = onOff(status);
  return html`<li class="flag">
    ${ends ? html`<${Switch} on=${status.value === true} label=${status.key} disabled=${!may} onChange=${on => give(ends[on ? 1 : 0])}/>`
      : html`<span class="flag-icon"><${Icon} name="flag" size=${18}/></span>`}
    <div class="flag-main"><code>${status.key}</code>${status.description ? html`<span class="muted" dir="auto">${status.description}</span>` : null}
      <${Given} given=${given}/></div>
    <span class="flag-roll"><${Variant} name=${status.variant} value=${status.value}/></span>
    <span class="flag-end"><${Source} status=${status}/>${menu}</span></li>`;
}
