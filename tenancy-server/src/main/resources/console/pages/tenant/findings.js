import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { Copy } from '../../components/copy.js';
import { Icon } from '../../components/icon.js';
import { Status } from '../../components/marks.js';
import { Empty, Failed, Loading } from '../../components/states.js';
import { Time } from '../../components/time.js';

const SEVERITIES = { danger: ['failed', 'Danger'], warning: ['read_only', 'Warning'] };

function Finding({ finding }) {
  const [look, label] = SEVERITIES[finding.severity] ?? ['', finding.severity];
  return html`<li class="finding"><div class="finding-head"><${Status} value=${look} label=${label}/><code>${finding.check}</code></div>
    <p><b dir="auto">${finding.problem}</b></p><p class="muted">${finding.why}</p>
    <p class="small muted">About <code>${finding.object}</code>, in <code>${finding.place}</code></p>
    ${finding.remedy ? html`<div class="remedy"><span class="small muted">SQL that mends it, for the owner of the tables or a superuser in that database:</span>
      <${Copy} value=${finding.remedy} label="SQL"/></div>` : html`<p class="small muted">No SQL mends it.</p>`}</li>`;
}

const Found = ({ examination }) => examination.findings.length
  ? html`<ul class="findings" aria-label="Findings">${examination.findings.map((one, i) => html`<${Finding} key=${i} finding=${one}/>`)}</ul>`
  : html`<${Empty} icon="shield-check" title="Nothing is wrong" text="Nothing lets other tenants see this one, or keeps it from being served."/>`;

/** What the doctor finds at the place of a tenant and in its store, when it is asked. */
export function Findings({ tenant }) {
  const known = useData(() => api.get(`/v1/tenants/${tenant.id}/findings`), [tenant.id]);
  const { data, error, loading, reload } = known;
  return html`<section class="card" aria-label="Findings of the doctor" aria-busy=${String(loading)}><div class="card-head"><div><h2>Findings of the doctor</h2>
      <p class="muted">${data ? html`Looked at <${Time} value=${data.at}/>: the place of the tenant and its store.` : 'The place of the tenant and its store are looked at.'}</p></div>
      <button type="button" class="btn sm" disabled=${loading} onClick=${reload}><${Icon} name="refresh-cw" size=${15}/>${loading ? 'Checking …' : 'Check now'}</button></div>
    ${error ? html`<${Failed} error=${error} retry=${reload}/>` : data ? html`<${Found} examination=${data}/>` : html`<${Loading} lines=${4}/>`}</section>`;
}
