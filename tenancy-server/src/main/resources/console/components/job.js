import { html } from '../core/html.js';
import { number } from '../core/format.js';
import { Status } from './marks.js';

const WORDS = { queued: 'Waiting', running: 'Running', succeeded: 'Done', failed: 'Failed', cancelled: 'Cancelled' };
const KINDS = { queued: 'provisioning', running: 'provisioning', succeeded: 'ok', failed: 'failed' };

/** The states of jobs, for a filter. */
export const STATES = [['', 'All'], ...Object.entries(WORDS)];

/** What its state is called. */
export const stateOf = job => WORDS[job.state];

/** Whether it goes on by itself. */
export const isOpen = job => job.state === 'queued' || job.state === 'running';

export const JobStatus = ({ job }) => html`<${Status} value=${KINDS[job.state] ?? ''} label=${stateOf(job)}/>`;

/** How far a job is. */
export const Progress = ({ job, wide }) => html`
  <progress class=${`progress ${wide ? 'wide' : ''}`} max=${Math.max(job.total, 1)} value=${job.done} aria-label=${`Progress of ${job.kind}`}></progress>
  <small class="block muted">${number(job.done)} of ${number(job.total)}${job.refused ? `, ${number(job.refused)} refused` : ''}</small>`;
