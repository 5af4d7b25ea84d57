import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { future, required } from '../../core/rules.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { number, toInstant, toLocal } from '../../core/format.js';
import { Buttons, Confirm, Dialog } from '../../components/dialog.js';
import { EntitlementCells, toIncluded, toRow, wrongRow } from '../../components/entitlement-row.js';
import { Field, Form, useForm } from '../../components/form.js';
import { Badge } from '../../components/marks.js';
import { Menu } from '../../components/menu.js';
import { Bar } from '../../components/meter.js';
import { amount, named } from '../../components/plan.js';
import { Loaded } from '../../components/states.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const SOURCES = { plan: ['Plan', ''], exemption: ['Agreed', 'accent'], standard: ['Standard', 'outline'] };

/** How much is used, as a number and, where there is a limit, as a bar too. */
const Use = ({ used, limit }) => html`<span class="rollout"><span class=${limit !== undefined && used >= limit ? 'bad-text' : ''}>${number(used)}</span>
  ${limit ? html`<${Bar} share=${used / limit}/>` : null}</span>`;

const columns = menu => [
  { head: 'Entitlement', cell: one => html`<span class="lines"><b title=${one.meaning}>${named(one.entitlement)}</b>
    ${one.reason ? html`<small class="muted" dir="auto">${one.reason}${one.expiresAt ? html`, until <${Time} value=${one.expiresAt}/>` : null}</small>` : null}</span>` },
  { head: 'May have', cell: one => amount(one.included) },
  { head: 'Used', cell: one => one.used === undefined ? html`<span class="muted">–</span>` : html`<${Use} used=${one.used} limit=${one.included.limit}/>` },
  { head: 'Says who', cell: one => html`<${Badge} kind=${SOURCES[one.source]?.[1]}>${SOURCES[one.source]?.[0] ?? one.source}<//>` },
  { head: 'Actions', quiet: true, end: true, cell: menu },
];

function Change({ status, path, done, onClose }) {
  const form = useForm({
    initial: { limit: toRow(status.included, status.kind), expiresAt: toLocal(status.expiresAt), reason: status.reason ?? '' },
    rules: { limit: wrongRow, expiresAt: future, reason: required('The reason') },
    submit: async values => {
      await api.change('PUT', path, { ...toIncluded(values.limit), expiresAt: toInstant(values.expiresAt), reason: values.reason.trim() }, status);
      toast('Agreed');
      onClose();
      done();
    },
  });
  const error = form.errorOf('limit');
  return html`<${Form} of=${form} class=""><div class="dlg-body"><p class="muted">${status.meaning}</p>
    <fieldset class="rows"><legend>May have</legend><div class="rows-one field"><${EntitlementCells} row=${form.values.limit}
      change=${changes => form.set('limit', { ...form.values.limit, ...changes })}/></div>${error ? html`<small class="error" role="alert">${error}</small>` : null}</fieldset>
    <${Field} form=${form} name="expiresAt" label="Until" type="datetime-local" hint="Empty for good. Then the plan holds again."/>
    <${Field} form=${form} name="reason" label="Reason" maxlength="500" hint="Operators read it."/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save<//><//>`;
}

function Agree({ open, path, done, onClose }) {
  const known = useData(() => api.get(path), [path]);
  return html`<${Dialog} title=${`${named(open.entitlement)}: agree something else`} onClose=${onClose}><${Loaded} of=${known} lines=${3}>
    ${status => html`<${Change} status=${status} path=${path} done=${done} onClose=${onClose}/>`}<//><//>`;
}

/** What the tenant may have: what its plan says, and what was agreed instead. */
export function Entitlements({ tenant, list }) {
  const path = `/v1/tenants/${tenant.id}/entitlements`;
  const [open, setOpen] = useState(null);
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const rows = list.items.filter(one => `${named(one.entitlement)} ${one.meaning}`.toLowerCase().includes(wanted));
  const close = () => setOpen(null);
  const menu = one => can('platform:write_tenants') ? html`<${Menu} label=${`Actions for ${named(one.entitlement)}`} items=${[
    { label: 'Agree something else', icon: 'pencil', act: () => setOpen({ what: 'agree', one }) },
    one.source === 'exemption' && { label: 'Let the plan hold', icon: 'rotate-ccw', act: () => setOpen({ what: 'withdraw', one }) }]}/>` : null;
  return html`<${Table} list=${list} rows=${rows} columns=${columns(menu)} caption="What the tenant may have" rowKey=${one => one.entitlement}
      empty=${{ icon: 'credit-card', title: search ? 'No entitlement matches' : 'Nothing to include' }}
      tools=${html`<div><h2>Entitlements</h2><p class="muted small">What the tenant may have, and how much of it is taken.</p></div>
        <${Search} label="Name or meaning" value=${search} onInput=${setSearch}/>`}/>
    ${open?.what === 'agree' ? html`<${Agree} open=${open.one} path=${`${path}/${open.one.entitlement}`} done=${list.reload} onClose=${close}/>` : null}
    ${open?.what === 'withdraw' ? html`<${Confirm} title=${`${named(open.one.entitlement)}: let the plan hold`} action="Let the plan hold" done="The plan holds again" onClose=${close}
      act=${() => api.remove(`${path}/${open.one.entitlement}`).then(list.reload)}><p>What was agreed counts no more, within two seconds.</p><//>` : null}`;
}
