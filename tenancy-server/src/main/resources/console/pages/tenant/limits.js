import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { number } from '../../core/format.js';
import { between } from '../../core/rules.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Facts } from '../../components/page.js';
import { Loaded } from '../../components/states.js';

const NAMES = [['tenant', 'Requests of the tenant a minute'], ['user', 'Requests of each user a minute'],
  ['apiKey', 'Requests of each API key a minute'], ['concurrent', 'Requests at the same time']];

const text = value => value === undefined ? '' : String(value);
const shown = value => value ? number(value) : 'No limit';

function Change({ tenant, rates, reload }) {
  const form = useForm({
    initial: Object.fromEntries(NAMES.map(([name]) => [name, text(rates.given[name])])),
    rules: Object.fromEntries(NAMES.map(([name]) => [name, between(1, 10_000_000)])),
    submit: async values => {
      const wanted = Object.fromEntries(NAMES.filter(([name]) => values[name] !== '').map(([name]) => [name, Number(values[name])]));
      await api.change('PUT', `/v1/tenants/${tenant.id}/rates`, wanted, rates);
      toast('Limits saved');
      reload();
    },
  });
  return html`<section class="card"><div class="card-head"><div><h2>Given to this tenant</h2>
    <p class="muted">What is empty follows the plan.</p></div></div><${Form} of=${form}>
    ${NAMES.map(([name, label]) => html`<${Field} key=${name} form=${form} name=${name} label=${label} inputmode="numeric" placeholder="As the plan says"/>`)}
    <div class="form-actions"><${Submit} form=${form}>Save limits<//></div><//></section>`;
}

export function Limits({ tenant }) {
  const known = useData(() => api.get(`/v1/tenants/${tenant.id}/rates`), [tenant.id]);
  return html`<${Loaded} of=${known}>${rates => html`<div class="halves">
    ${can('platform:write_tenants') ? html`<${Change} key=${JSON.stringify(rates)} tenant=${tenant} rates=${rates} reload=${known.reload}/>` : null}
    <${Facts} title="In force now" facts=${NAMES.map(([name, label]) => [label, shown(rates[name])])}/></div>`}<//>`;
}
