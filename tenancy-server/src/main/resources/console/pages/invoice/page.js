import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { download } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { useData } from '../../core/data.js';
import { isOperator, me } from '../../core/state.js';
import { Icon } from '../../components/icon.js';
import { Paper } from '../../components/invoice.js';
import { Crumbs, Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Settle } from './settle.js';

/** What was billed to the own tenant, or, for operators, to one of theirs. */
const read = (tenant, id) => tenant
  ? Promise.all([api.get(pathOf(tenant, id)), api.get('/v1/tenants/' + tenant)]).then(([invoice, { name }]) => ({ invoice, name }))
  : api.get(pathOf(tenant, id)).then(invoice => ({ invoice, name: me.value.tenant.name }));

const steps = (tenant, name) => tenant ? [['Tenants', '/tenants'], [name, '/tenants/' + tenant], ['Invoices', `/tenants/${tenant}/invoices`]] : [['Invoices', '/invoices']];

const pathOf = (tenant, id) => tenant ? `/v1/tenants/${tenant}/invoices/${id}` : '/v1/invoices/' + id;

/** The page that the server makes of an invoice, for a folder or a mail. */
const save = (tenant, invoice) => api.file(pathOf(tenant, invoice.id) + '/print', {}, 'text/html').then(
  page => download(`invoice-${invoice.number}.html`, page, 'text/html'), problem => toast(problem.message, 'bad'));

export default function InvoicePage({ tenant, id }) {
  const known = useData(() => read(tenant, id), [tenant, id]);
  return html`<${Crumbs} steps=${steps(tenant, known.data?.name ?? '…')} here=${known.data ? `Invoice ${known.data.invoice.number}` : '…'}/>
    <${Loaded} of=${known} lines=${8}>${({ invoice, name }) => html`
      <${Head} title=${`Invoice ${invoice.number}`} actions=${html`
        <button type="button" class="btn" onClick=${() => print()}><${Icon} name="scroll-text" size=${16}/>Print</button>
        <button type="button" class="btn" onClick=${() => save(tenant, invoice)}><${Icon} name="download" size=${16}/>Save page</button>
        ${tenant && isOperator.value ? html`<${Settle} invoice=${invoice} tenant=${tenant} reload=${known.reload}/>` : null}`}/>
      <${Paper} invoice=${invoice} name=${name}/>`}<//>`;
}
