import { html } from '../../core/html.js';
import { Copy } from '../../components/copy.js';
import { Dialog } from '../../components/dialog.js';

/** The only time that anybody sees the key. */
export const Secret = ({ of, onClose }) => html`<${Dialog} title=${`The key ${of.name}`} onClose=${onClose}>
  <div class="dlg-body"><p class="muted">Copy it now: it is not shown again.</p><${Copy} value=${of.secret} label="Key"/></div>
  <footer><button type="button" class="btn primary" onClick=${onClose}>I have copied it</button></footer><//>`;
