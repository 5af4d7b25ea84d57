import { h } from 'preact';
import htm from 'htm';

/** Templates: html`<b>${text}</b>`. What is filled in is text, never markup. */
export const html = htm.bind(h);
