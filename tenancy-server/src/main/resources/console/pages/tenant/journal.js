import { html } from '../../core/html.js';
import { Exports } from '../audit/exports.js';
import { Log } from '../audit/log.js';

/** What operators, and the server itself, have done with a tenant. What its own people do is in its own journal. */
export function Journal({ tenant }) {
  const fixed = { target: tenant.id };
  return html`<div class="lead"><p class="muted">What operators and the server have done with this tenant. What its people do is in its own
    audit log: enter it as support to read that.</p><div class="actions"><${Exports} fixed=${fixed}/></div></div><${Log} fixed=${fixed}/>`;
}
