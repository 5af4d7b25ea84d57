import { html } from '../../core/html.js';
import { Copy } from '../../components/copy.js';
import { Dialog } from '../../components/dialog.js';

/** The only time that anybody sees the secret. */
export const Secret = ({ of, onClose }) => html`<${Dialog} title="The secret of the webhook" onClose=${onClose}>
  <div class="dlg-body"><p class="muted">The receiver verifies messages with it. Copy it now: it is not shown again.</p>
    <${Copy} value=${of.secret} label="Secret"/></div>
  <footer><button type="button" class="btn primary" onClick=${onClose}>I have copied it</button></footer><//>`;
