/** Colours that somebody has chosen, and what can be read on them (WCAG 2.2). */
const HEX = /^#[0-9a-f]{6}$/i;

export const isColour = text => HEX.test(text ?? '');

const linear = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const parts = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255);

function luminance(hex) {
  const [red, green, blue] = parts(hex).map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1, the same, to 21, black on white. */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Of black and white the one that is easier to read on a colour: at least 4.58, whatever the colour is. */
export const inkOn = hex => contrast(hex, '#ffffff') >= contrast(hex, '#000000') ? '#ffffff' : '#000000';

const mixed = (hex, other, share) => '#' + parts(hex).map((part, at) => Math.round(255 * (part * (1 - share) + parts(other)[at] * share))
  .toString(16).padStart(2, '0')).join('');

/** The colour itself where it can be read on another one, and else the nearest darker or lighter one that can. */
export function readableOn(hex, ground, least = 4.5) {
  const towards = luminance(ground) > 0.18 ? '#000000' : '#ffffff';
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mixed(hex, towards, share);
    if (contrast(tried, ground) >= least) return tried;
  }
  return towards;
}
