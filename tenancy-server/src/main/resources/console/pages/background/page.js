import { html } from '../../core/html.js';
import { Head } from '../../components/page.js';
import { Empty } from '../../components/states.js';
import { Tabs } from '../../components/tabs.js';
import { Queue } from './queue.js';
import { Tasks } from './tasks.js';

const TABS = [{ id: 'tasks', label: 'Tasks', icon: 'refresh-cw', to: '/background' }, { id: 'jobs', label: 'Waiting jobs', icon: 'layers', to: '/background/jobs' }];

const PARTS = { tasks: Tasks, jobs: Queue };

export default function Background({ tab = 'tasks' }) {
  return html`<${Head} title="Background work">What the servers do without a request.<//>
    <${Tabs} tabs=${TABS} current=${tab} label="Parts of the background work">
      ${PARTS[tab] ? html`<${PARTS[tab]}/>` : html`<${Empty} title="There is no such page"/>`}<//>`;
}
