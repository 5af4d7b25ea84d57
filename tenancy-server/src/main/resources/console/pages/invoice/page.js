import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { isOperator, me } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Paper } from '../../components/invoice.js';
import { Crumbs, Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Settle } from './settle.js';

/** What was billed to the own tenant, or, for operators, to one of theirs. */
const read = (tenant, id) => tenant
  ? Promise.all([api.get(`/v1/tenants/${tenant}/invoices/${id}`), api.get('/v1/tenants/' + tenant)]).then(([invoice, { name }]) => ({ invoice, name }))
  : api.get('/v1/invoices/' + id).then(invoice => ({ invoice, name: me.value.tenant.name }));

const steps = (tenant, name) => tenant ? [['Tenants', '/tenants'], [name, '/tenants/' + tenant], ['Invoices', `/tenants/${tenant}/invoices`]] : [['Invoices', '/invoices']];

export default function InvoicePage({ tenant, id }) {
  const known = useData(() => read(tenant, id), [tenant, id]);
  return html`<${Crumbs} steps=${steps(tenant, known.data?.name ?? '…')} here=${known.data ? `Invoice ${known.data.invoice.number}` : '…'}/>
    <${Loaded} of=${known} lines=${8}>${({ invoice, name }) => html`
      <${Head} title=${`Invoice ${invoice.number}`} actions=${html`
        <button type="button" class="btn" onClick=${() => print()}><${Icon} name="scroll-text" size=${16}/>Print</button>
        ${tenant && isOperator.value ? html`<${Settle} invoice=${invoice} tenant=${tenant} reload=${known.reload}/>` : null}`}/>
      <${Paper} invoice=${invoice} name=${name}/>`}<//>`;
}
