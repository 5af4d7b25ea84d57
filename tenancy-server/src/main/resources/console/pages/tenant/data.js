import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { bytes, exactly, number } from '../../core/format.js';
import { here, setQuery } from '../../core/router.js';
import { can } from '../../core/state.js';
import { Archive } from '../../components/archive.js';
import { Confirm } from '../../components/dialog.js';
import { Choices, Form, Submit, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { JobStatus, stateOf } from '../../components/job.js';
import { Status } from '../../components/marks.js';
import { DangerRow } from '../../components/page.js';
import { Empty } from '../../components/states.js';
import { FileField } from '../../components/fields.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const IDS = [['keep', 'Keep ids', 'What refers to them elsewhere still finds them.'], ['remap', 'Make new ids', 'For a copy beside the tenant that it comes from.']];

function Import({ path }) {
  const form = useForm({
    initial: { archive: null, ids: 'keep' },
    rules: { archive: file => file ? '' : 'Choose the file of an export.' },
    submit: async ({ archive, ids }) => {
      const zip = archive.slice(0, archive.size, 'application/zip'); // whatever the system takes it for
      setQuery({ import: (await api.upload(path + '/imports', { ids }, zip)).id, export: '' });
    },
  });
  return html`<section class="card"><${Form} of=${form}><h2>Bring an archive in</h2>
    <p class="muted">Only a tenant that is new takes one. All rows are written, or none; people choose a new password.</p>
    <${FileField} form=${form} name="archive" label="Archive" accept=".zip,application/zip"/>
    <${Choices} form=${form} name="ids" label="Ids" options=${IDS}/>
    <div class="form-actions"><${Submit} form=${form}>${form.busy ? 'Uploading …' : 'Bring it in'}<//></div><//></section>`;
}

const stateWithoutJob = archive => archive.ready ? 'Whole' : 'Its job is forgotten';

const COLUMNS = [
  { head: 'Export', cell: one => html`<button type="button" class="link" onClick=${() => setQuery({ export: one.id, import: '' })}>
    Begun <${Time} value=${one.createdAt}/></button>` },
  { head: 'State', cell: one => one.job ? html`<${JobStatus} job=${one.job}/>` : html`<${Status} value=${one.ready ? 'ok' : ''} label=${stateWithoutJob(one)}/>` },
  { head: 'Files', num: true, cell: one => number(one.files) },
  { head: 'Uncompressed', num: true, cell: one => bytes(one.bytes) },
  { head: 'Expires', muted: true, cell: one => html`<${Time} value=${one.expiresAt}/>` },
];

/** What an export is found by. */
const textsOf = one => [one.id, one.job ? stateOf(one.job) : stateWithoutJob(one), exactly(one.createdAt)];

/** The exports that who is signed in has asked for. */
function Own({ path }) {
  const [search, setSearch] = useState('');
  const list = useShortList(path + '/exports', search, textsOf, { isWhole: true });
  return html`<${Table} list=${list} columns=${COLUMNS} caption="Your exports of this tenant"
    tools=${html`<h2>Your exports</h2><${Search} label="State, day or ID" value=${search} onInput=${setSearch}/>`}
    empty=${search ? { icon: 'search', title: 'No export matches', text: 'Try another word.' } : { icon: 'database', title: 'You have no export of this tenant', text: 'One is here until it expires. Those of others are for them alone.' }}/>`;
}

/** All data of a tenant, out of here and in. Which archive is looked at is in the address; it is for who has asked for it. */
export function Data({ tenant }) {
  const [asking, setAsking] = useState(false);
  const { export: exported, import: imported } = here.value.query;
  const path = `/v1/tenants/${tenant.id}/archives`;
  const start = async () => setQuery({ export: (await api.create(path + '/exports')).id, import: '' });
  if (tenant.slug === 'platform') return html`<${Empty} icon="lock" title="This is the platform itself" text="It is neither exported nor brought in."/>`;
  const at = exported ? `${path}/exports/${exported}` : imported ? `${path}/imports/${imported}` : null;
  return html`<div class="stack">${at ? html`<${Archive} key=${at} path=${at} cancel=${at + '/cancel'}/>` : null}
    <div class="halves"><section class="card form"><${DangerRow} title="Export everything"
        text="All rows, without secrets, as a ZIP file for you alone. Both audit logs say so.">
        <button type="button" class="btn" onClick=${() => setAsking(true)}><${Icon} name="download" size=${16}/>Export</button><//></section>
      ${can('platform:import_tenants') ? html`<${Import} path=${path}/>` : null}</div>
    ${['active', 'read_only'].includes(tenant.status) ? html`<${Own} key=${at} path=${path}/>` : null}
    ${asking ? html`<${Confirm} title=${`Export ${tenant.name}`} word=${tenant.slug} action="Begin the export" kind="primary" act=${start} onClose=${() => setAsking(false)}>
      <p>Whoever has the file has the data of everybody in it.</p><//>` : null}</div>`;
}
