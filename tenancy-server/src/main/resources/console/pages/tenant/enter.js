import { html } from '../../core/html.js';
import { enter } from '../../core/session.js';
import { can } from '../../core/state.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Choices, Field, Form, Select, useForm } from '../../components/form.js';

/** Whether who is signed in may enter a tenant as it is now. */
export const mayEnter = tenant => can('platform:enter_tenants') && tenant.slug !== 'platform' && ['active', 'read_only'].includes(tenant.status);

/** Entering a tenant to help: the reason is what the tenant reads. to: the page that is opened there. */
export function Enter({ tenant, to, onClose }) {
  const form = useForm({
    initial: { reason: '', minutes: '30', access: 'read' },
    rules: { reason: value => value.trim().length >= 10 ? '' : 'At least 10 characters: the tenant reads them.' },
    submit: ({ reason, minutes, access }) => enter(tenant.id, { reason: reason.trim(), minutes: Number(minutes), access }, to),
  });
  return html`<${Dialog} title=${`Enter ${tenant.name}`} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">Both sides journal it. It ends by itself, and the tenant can show you out.</p>
    <${Field} form=${form} name="reason" label="Reason" placeholder="Ticket 4812: cannot invite users" autofocus/>
    <${Select} form=${form} name="minutes" label="For how long" options=${[['15', '15 minutes'], ['30', '30 minutes'], ['60', 'An hour']]}/>
    <${Choices} form=${form} name="access" label="What for" options=${[
      ['read', 'Look', 'Reads what its administrators read.', 'eye'],
      ['write', 'Help', 'Changes users and settings too.', 'pencil']]}/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Enter<//><//><//>`;
}
