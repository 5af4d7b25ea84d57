import { html } from '../core/html.js';
import { inkOn, isColour, readableOn } from '../core/colour.js';
import { link } from '../core/place.js';
import { Mark } from './icon.js';

/** What cards are made of in each theme: the same as --surface in tokens.css. */
const LIGHT = '#ffffff';
const DARK = '#13161c';

/**
 * Gives an element the colours of a tenant, each in a shade that can be read there in either theme: a tenant may choose
 * yellow. They are set by script because the policy of the page refuses style attributes.
 */
export function paint(element, { color, background }) {
  if (isColour(color)) {
    const text = `light-dark(${readableOn(color, LIGHT)}, ${readableOn(color, DARK)})`;
    element.style.setProperty('--accent', color);
    element.style.setProperty('--accent-ink', inkOn(color));
    element.style.setProperty('--accent-text', text);
    element.style.setProperty('--accent-ring', text);
  }
  if (isColour(background)) element.parentElement.style.setProperty('background', background);
}

export const logoOf = digest => link(`/brand/logos/${digest}`);

export const BrandMark = ({ brand }) => brand?.logo
  ? html`<img class="logo" src=${logoOf(brand.logo)} alt=${brand.name} height="48"/>` : html`<${Mark}/>`;
