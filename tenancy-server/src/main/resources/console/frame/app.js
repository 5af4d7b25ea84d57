import { html } from '../core/html.js';
import { go, match, path } from '../core/router.js';
import { can, isOperator, me, visit } from '../core/state.js';
import { useEffect, useState } from 'preact/hooks';
import { ROUTES } from '../routes.js';
import { Head } from '../components/page.js';
import { Empty, Failed, Loading } from '../components/states.js';
import { ProofDialog } from '../components/proof.js';
import { Shell } from './shell.js';
import { Toasts } from './toasts.js';

/** Whether a page is there for who is signed in. The server decides what they may do; this only hides what is of no use. */
export const isFor = route => !route.open && can(route.needs) && (!route.for || (route.for === 'operator') === isOperator.value)
  && !(route.person && visit.value);

function find(at) {
  for (const route of ROUTES) {
    const parameters = match(route.path, at);
    if (parameters) return { route, parameters };
  }
  return null;
}

function Page({ route, parameters }) {
  const [state, set] = useState({ route: null });
  const load = () => route.load().then(module => set({ route, component: module.default }), error => set({ route, error }));
  useEffect(() => { load(); }, [route]);
  if (state.route !== route) return html`<${Loading}/>`;
  if (state.error) return html`<${Failed} error=${new Error('The page could not be loaded.')} retry=${() => location.reload()}/>`;
  return html`<${state.component} key=${parameters.id ?? route.path} ...${parameters}/>`;
}

const NotHere = () => html`<${Head} title="Not found"/><section class="card"><${Empty} icon="search" title="There is no such page"
  text="It was moved, or it is not for this account."/></section>`;

/** Where to go after the sign-in: back to the page that was asked for. */
const toSignIn = at => '/sign-in' + (at === '/' ? '' : '?to=' + encodeURIComponent(at));

export function App() {
  const at = path.value;
  const found = find(at);
  const open = found?.route.open;
  useEffect(() => { if (me.value === null && !open) go(toSignIn(at), { replace: true }); }, [me.value, at]);
  let content;
  if (open) content = html`<${Page} ...${found}/>`;
  else if (!me.value) content = html`<main id="main" class="wait"><${Loading}/></main>`;
  else content = html`<${Shell} isFor=${isFor}>${found && isFor(found.route) ? html`<${Page} ...${found}/>` : html`<${NotHere}/>`}<//>`;
  return html`${content}<${Toasts}/><${ProofDialog}/>`;
}
