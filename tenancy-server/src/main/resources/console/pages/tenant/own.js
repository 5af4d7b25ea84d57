import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { link } from '../../core/place.js';
import { Icon } from '../../components/icon.js';
import { DangerRow } from '../../components/page.js';
import { Enter, mayEnter } from './enter.js';
import { Taken } from './recent.js';

/** The parts of a tenant that are its own: where each is on a visit, what it is, and which numbers of the plan are about it. */
const PARTS = {
  users: { path: '/users', title: 'Users', text: 'Who can sign in, with their roles and sessions.', counted: ['seats', 'groups'] },
  roles: { path: '/roles', title: 'Roles', text: 'What each role allows.', counted: ['roles'] },
  settings: { path: '/settings', title: 'Settings', text: 'What the tenant has set.' },
  webhooks: { path: '/webhooks', title: 'Webhooks', text: 'Which programs are told of changes, and what was sent.', counted: ['webhooks'] },
  keys: { path: '/service-accounts', title: 'API keys', text: 'Service accounts, and the keys of each.', counted: ['api_keys', 'service_accounts'] },
  security: { path: '/security', title: 'Security', text: 'What it demands of sign-ins, and who has visited it.' },
};

/** A part of a tenant: how much there is of it, and the way to it. Operators see it on a visit, for a reason that both sides keep. */
export function Own({ tenant, part }) {
  const [open, setOpen] = useState(false);
  const { path, title, text, counted } = PARTS[part];
  const isOwn = tenant.slug === 'platform';
  const may = mayEnter(tenant);
  return html`<div class="narrow stack"><section class="card form"><${DangerRow} title=${title} text=${text}>
      ${isOwn ? html`<a class="btn sm" href=${link(path)} aria-label=${`Open ${title}`}>Open</a>`
        : html`<button type="button" class="btn sm" disabled=${!may} aria-label=${`Open ${title} as support`} onClick=${() => setOpen(true)}>
          <${Icon} name="life-buoy" size=${15}/>Open</button>`}<//>
      <p class="muted">${isOwn ? 'This is the platform itself: this is a page of operators.'
        : may ? 'What belongs to the tenant is seen on a visit as support. It has a reason, ends by itself, and both sides journal it.'
        : 'What belongs to the tenant is seen on a visit as support, which is not possible now: it is not open, or you may not enter tenants.'}</p></section>
    ${counted ? html`<${Taken} tenant=${tenant} only=${counted}/>` : null}
    ${open ? html`<${Enter} tenant=${tenant} to=${path} onClose=${() => setOpen(false)}/>` : null}</div>`;
}
