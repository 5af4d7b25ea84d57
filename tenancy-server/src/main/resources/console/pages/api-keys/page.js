import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { Icon } from '../../components/icon.js';
import { Head } from '../../components/page.js';
import { Keys } from './keys.js';

export default function ApiKeys() {
  const [open, setOpen] = useState(null);
  return html`<${Head} title="API keys" actions=${html`<button type="button" class="btn primary" onClick=${() => setOpen({ what: 'new' })}>
      <${Icon} name="plus" size=${16}/>New key</button>`}>Keys with which your programs act for you, with a part of what you may do.<//>
    <${Keys} path="/v1/me/api-keys" title="API keys" may open=${open} setOpen=${setOpen}/>`;
}
