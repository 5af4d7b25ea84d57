import { html } from '../core/html.js';
import { me, visit } from '../core/state.js';
import { leave } from '../core/session.js';
import { Icon } from './icon.js';
import { Time } from './time.js';

/** Says on every page that an operator is a guest here, why, and until when. */
export const VisitBanner = () => visit.value && html`<div class="banner" role="region" aria-label="Support visit">
  <${Icon} name="life-buoy" size=${18}/><p>You are in <b dir="auto">${me.value?.tenant.name}</b> as support, and
    ${visit.value.access === 'write' ? 'may change some things' : 'may only read'}.
    It ends <${Time} value=${visit.value.expiresAt}/>. <span class="muted" dir="auto">${visit.value.reason}</span></p>
  <button type="button" class="btn sm" onClick=${leave}>Leave</button></div>`;
