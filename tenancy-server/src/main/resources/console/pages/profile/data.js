import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { go } from '../../core/router.js';
import { toast } from '../../core/toasts.js';
import { DangerRow } from '../../components/page.js';

/** A copy of all that is about oneself. */
export function OwnData() {
  const start = () => api.create('/v1/me/data/exports').then(made => go('/data/exports/' + made.id), problem => toast(problem.message, 'bad'));
  return html`<section class="card form"><${DangerRow} title="Your data" text="All that is about you, without secrets, as a ZIP file.">
    <button type="button" class="btn" onClick=${start}>Export</button><//></section>`;
}
