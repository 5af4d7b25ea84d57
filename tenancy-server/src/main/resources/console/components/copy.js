import { html } from '../core/html.js';
import { toast } from '../core/toasts.js';
import { Icon } from './icon.js';

/** A text to be copied, as an id or a secret. */
export function Copy({ value, label, shown = value }) {
  const copy = () => navigator.clipboard.writeText(value)
    .then(() => toast(`${label} copied`), () => toast('The browser did not let it be copied.', 'bad'));
  return html`<span class="copy"><code>${shown}</code>
    <button type="button" class="btn ghost icon-only xs" aria-label=${`Copy ${label.toLowerCase()}`} onClick=${copy}>
      <${Icon} name="copy" size=${14}/></button></span>`;
}

/** The first characters of an id, with all of it to copy. */
export const Id = ({ value, label = 'ID' }) => html`<${Copy} value=${value} label=${label} shown=${value.slice(0, 13) + '…'}/>`;
