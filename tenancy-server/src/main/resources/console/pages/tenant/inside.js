import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { link } from '../../core/place.js';
import { Icon } from '../../components/icon.js';
import { DangerRow } from '../../components/page.js';
import { Enter, mayEnter } from './enter.js';

const PAGES = [
  ['/users', 'Users', 'Who can sign in, with their roles and sessions.'],
  ['/roles', 'Roles', 'What each role allows.'],
  ['/settings', 'Settings', 'What the tenant has set.'],
  ['/webhooks', 'Webhooks', 'Which programs are told of changes, and what was sent.'],
  ['/service-accounts', 'API keys', 'Service accounts, and the keys of each.'],
  ['/security', 'Security', 'What it demands of sign-ins, and who has visited it.'],
  ['/audit', 'Audit log', 'What its own people have done.'],
];

/** What is the tenant's own: operators see it on a visit, for a reason that both sides keep. */
export function Inside({ tenant }) {
  const [open, setOpen] = useState(null);
  const isOwn = tenant.slug === 'platform';
  const may = mayEnter(tenant);
  return html`<div class="narrow stack"><p class="muted">${isOwn ? 'This is the platform itself: these are the pages of operators.'
      : may ? 'What belongs to the tenant is seen on a visit as support. It has a reason, ends by itself, and both sides journal it.'
      : 'What belongs to the tenant is seen on a visit as support, which is not possible now: it is not open, or you may not enter tenants.'}</p>
    <section class="card form">${PAGES.map(([path, title, text]) => html`<${DangerRow} key=${path} title=${title} text=${text}>
      ${isOwn ? html`<a class="btn sm" href=${link(path)} aria-label=${`Open ${title}`}>Open</a>`
        : html`<button type="button" class="btn sm" disabled=${!may} aria-label=${`Open ${title} as support`} onClick=${() => setOpen(path)}>
          <${Icon} name="life-buoy" size=${15}/>Open</button>`}<//>`)}</section>
    ${open ? html`<${Enter} tenant=${tenant} to=${open} onClose=${() => setOpen(null)}/>` : null}</div>`;
}
