import { useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { api } from '../core/api.js';
import { useData, useEvery } from '../core/data.js';
import { bytes, download, number } from '../core/format.js';
import { toast } from '../core/toasts.js';
import { Confirm } from './dialog.js';
import { Icon } from './icon.js';
import { isOpen, JobStatus, Progress } from './job.js';
import { Facts } from './page.js';
import { Empty, Loaded } from './states.js';
import { Time } from './time.js';

const TITLES = { 'tenant-import': 'Import', 'user-export': 'Export of a person' };

const reasons = notes => [...new Set(notes.map(note => note.why))].map(why => [why, notes.filter(note => note.why === why)]);

/** What did not come along: the tables, by the reason. */
const LeftOut = ({ notes }) => html`<section class="card form"><h2>Left out</h2>
  <ul class="plain">${reasons(notes).map(([why, tables]) => html`<li key=${why}><p>${why}</p>
    <p class="codes-line">${tables.map(note => html`<code key=${note.table}>${note.table}</code>`)}</p></li>`)}</ul></section>`;

function Download({ path, archive }) {
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      download(`export-${archive.id}.zip`, await api.file(`${path}/archive`, {}, 'application/zip'), 'application/zip');
    } catch (problem) { toast(problem.message, 'bad'); }
    setBusy(false);
  };
  return html`<button type="button" class="btn primary" disabled=${busy} onClick=${save}>
    <${Icon} name="download" size=${16}/>${busy ? 'Downloading …' : 'Download'}</button>`;
}

const sentence = (archive, job) => archive.ready ? 'The archive is whole. It is for you alone.'
  : !job ? 'Its job is forgotten.'
  : job.failure ? html`<span class="bad-text" dir="auto">${job.failure}</span>`
  : job.state === 'cancelled' ? 'It was cancelled, and is removed when it expires.'
  : job.state === 'succeeded' ? (job.refused ? `The rows are there. Of ${number(job.refused)} files some were left out, which refer to what is not in the archive.` : 'The rows are there.')
  : 'This goes on without you. The page can be closed, and opened again.';

function Card({ archive, path, cancel, reload }) {
  const [asking, setAsking] = useState(false);
  const { job } = archive;
  const title = TITLES[job?.kind] ?? 'Export';
  return html`<div class="halves"><section class="card form" aria-live="polite"><div class="spread"><h2>${title}</h2>${job ? html`<${JobStatus} job=${job}/>` : null}</div>
      ${job ? html`<div><${Progress} job=${job} wide/></div>` : null}
      <p class="muted">${sentence(archive, job)}</p>
      <div class="form-actions">${archive.ready ? html`<${Download} path=${path} archive=${archive}/>` : null}
        ${cancel && job && isOpen(job) ? html`<button type="button" class="btn bad" onClick=${() => setAsking(true)}>Cancel it</button>` : null}</div></section>
    <${Facts} title="Archive" facts=${[['Begun', html`<${Time} value=${archive.createdAt}/>`],
      ['Expires', html`<${Time} value=${archive.expiresAt}/>`], ['Files', number(archive.files)], ['Uncompressed', bytes(archive.bytes)]]}/></div>
    ${archive.leftOut.length ? html`<${LeftOut} notes=${archive.leftOut}/>` : null}
    ${asking ? html`<${Confirm} title="Cancel" action="Cancel it" done="It is cancelled" onClose=${() => setAsking(false)}
      act=${() => api.post(cancel).then(reload)}><p>It ends after the step that runs now.</p><//>` : null}`;
}

/**
 * An export or import with its job, looked at every few seconds until that ends.
 *
 * path: where the API has it; cancel: where it is cancelled, if who is here may do so
 */
export function Archive({ path, cancel }) {
  const known = useData(() => api.get(path), [path]);
  const { data, error } = known;
  useEvery(2000, known.reload, Boolean(data?.job && isOpen(data.job)));
  if (error?.status === 404) {
    return html`<section class="card"><${Empty} icon="clock" title="It is not here" text="It has expired, or somebody else has asked for it."/></section>`;
  }
  return html`<${Loaded} of=${known}>${archive => html`<div class="stack">
    <${Card} archive=${archive} path=${path} cancel=${cancel} reload=${known.reload}/></div>`}<//>`;
}
