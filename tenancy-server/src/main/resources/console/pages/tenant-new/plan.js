import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { can } from '../../core/state.js';
import { Select } from '../../components/form.js';
import { Loaded } from '../../components/states.js';

const NONE = ['', 'As the deployment chooses'];

/** The plans that are published; each has one version that is. */
const read = () => can('platform:read_plans') ? api.get('/v1/plans', { status: 'published', limit: 200 }) : Promise.resolve({ items: [] });

export function Plan({ form }) {
  const known = useData(read);
  return html`<${Loaded} of=${known} lines=${1}>${page => html`<${Select} form=${form} name="plan" label="Plan"
    options=${[NONE, ...page.items.map(plan => [plan.key, `${plan.name} (${plan.key})`])]} hint=${page.items.length ? '' : 'There is no published plan yet.'}/>`}<//>`;
}
