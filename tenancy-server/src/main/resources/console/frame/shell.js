import { useEffect, useRef, useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { path } from '../core/router.js';
import { link } from '../core/place.js';
import { base } from '../core/place.js';
import { me, visit } from '../core/state.js';
import { signOut } from '../core/session.js';
import { isDark, switchTheme } from '../core/theme.js';
import { ROUTES } from '../routes.js';
import { Icon, Mark } from '../components/icon.js';
import { Avatar, Badge } from '../components/marks.js';
import { VisitBanner } from '../components/banner.js';

/** Where a route is without its parameters: '/background' of '/background/:tab?'. */
const placeOf = route => route.path.split('/:')[0];

const isHere = (route, at) => route.path === '/' ? at === '/' : at === placeOf(route) || at.startsWith(placeOf(route) + '/');

function Navigation({ isFor }) {
  const groups = new Map();
  ROUTES.filter(route => route.nav && isFor(route)).forEach(route => {
    const [, , group] = route.nav;
    groups.set(group, [...(groups.get(group) ?? []), route]);
  });
  return [...groups].map(([group, routes]) => html`<div class="nav-group" key=${group}><h2>${group}</h2><ul>
    ${routes.map(route => html`<li key=${route.path}><a href=${link(placeOf(route))} aria-current=${isHere(route, path.value) ? 'page' : undefined}>
      <${Icon} name=${route.nav[1]}/>${route.nav[0]}</a></li>`)}
    ${group === 'Developers' ? html`<li><a href=${base + '/docs'} target="_blank" rel="noopener"><${Icon} name="book-open"/>API reference</a></li>` : null}
  </ul></div>`);
}

function Foot() {
  const { user, tenant } = me.value;
  const who = html`<${Avatar} name=${user.name}/><div><b dir="auto">${user.name}</b><span>${user.email}</span></div>`;
  return html`<div class="side-foot">
    <div class="env"><i></i><div><b dir="auto">${tenant.name}</b><span>${tenant.slug === 'platform' ? 'All tenants' : tenant.slug}</span></div></div>
    <div class="who">${visit.value ? html`<div class="who-link">${who}</div>` : html`<a class="who-link" href=${link('/profile')} title="Your profile">${who}</a>`}
      <button type="button" class="btn ghost icon-only" aria-label="Sign out" onClick=${signOut}><${Icon} name="log-out" size=${17}/></button></div></div>`;
}

/** Has the line of the page that is open in sight, also where the window is lower than the navigation. */
function show(side) {
  const line = side?.querySelector('[aria-current=page]');
  if (!line) return;
  const low = side.clientHeight - side.querySelector('.side-foot').offsetHeight;
  const at = line.offsetTop - side.scrollTop;
  if (at < 0 || at + line.offsetHeight > low) side.scrollTop = line.offsetTop - low / 2;
}

/** Around every page of who is signed in: navigation, theme, and the banner of a visit. */
export function Shell({ isFor, children }) {
  const [open, setOpen] = useState(false);
  const side = useRef(null);
  useEffect(() => { setOpen(false); show(side.current); }, [path.value]);
  useEffect(() => {
    if (!open) return undefined;
    const close = event => { if (event.key === 'Escape') setOpen(false); };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [open]);
  return html`<div class=${`shell ${open ? 'nav-open' : ''}`}>
    <nav class="side" aria-label="Main" ref=${side}>
      <a class="brand" href=${link('/')}><${Mark}/><span>Tenancy</span><${Badge} kind="outline">Console<//></a>
      <${Navigation} isFor=${isFor}/><${Foot}/></nav>
    <button type="button" class="scrim" aria-label="Close menu" tabindex=${open ? 0 : -1} onClick=${() => setOpen(false)}></button>
    <div class="page">
      <${VisitBanner}/>
      <header class="top">
        <button type="button" class="btn ghost icon-only menu" aria-label="Open menu" aria-expanded=${String(open)} onClick=${() => setOpen(true)}>
          <${Icon} name="menu"/></button>
        <span class="top-where"><b dir="auto">${me.value.tenant.name}</b></span>
        <div class="top-right"><button type="button" class="btn ghost icon-only"
          aria-label=${isDark.value ? 'Use light theme' : 'Use dark theme'} onClick=${switchTheme}>
          <${Icon} name=${isDark.value ? 'sun' : 'moon'}/></button></div></header>
      <main id="main" tabindex="-1">${children}</main></div></div>`;
}
