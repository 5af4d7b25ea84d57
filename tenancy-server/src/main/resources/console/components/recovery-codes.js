import { html } from '../core/html.js';
import { toast } from '../core/toasts.js';
import { download } from '../core/format.js';
import { Icon } from './icon.js';

/** Codes that are shown once, to be copied or kept as a file. */
export function RecoveryCodes({ codes }) {
  const text = codes.join('\n') + '\n';
  return html`<div class="codes"><ul>${codes.map(code => html`<li key=${code}><code>${code}</code></li>`)}</ul>
    <div class="codes-actions">
      <button type="button" class="btn sm" onClick=${() => navigator.clipboard.writeText(text).then(() => toast('Codes copied'))}>
        <${Icon} name="copy" size=${15}/>Copy</button>
      <button type="button" class="btn sm" onClick=${() => download('recovery-codes.txt', text, 'text/plain')}>
        <${Icon} name="download" size=${15}/>Download</button></div></div>`;
}
