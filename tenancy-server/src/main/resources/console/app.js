import { render } from 'preact';
import { html } from './core/html.js';
import { load } from './core/session.js';
import { listen } from './core/keys.js';
import './core/theme.js';
import { App } from './frame/app.js';

const place = document.getElementById('app');
place.replaceChildren();
render(html`<${App}/>`, place);
listen();
load();
