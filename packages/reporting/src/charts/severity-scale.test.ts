import { describe, expect, it } from 'vitest';
import { contrast, luminance, mix } from './contrast.ts';
import { pageColours, roleInks, severityScale } from './severity-scale.ts';

const sides = ['light', 'dark'] as const;

describe('the severity scale', () => {
  it.each(sides)('clears 3:1 on the %s page', (side) => {
    const faint = severityScale.filter(({ fill }) => contrast(fill[side], pageColours[side]) < 3);
    expect(faint).toEqual([]);
  });

  it('gets lighter from High to Informational on white and darker on the dark page, so a grey print keeps the order', () => {
    const light = severityScale.map(({ fill }) => luminance(fill.light));
    const dark = severityScale.map(({ fill }) => luminance(fill.dark));
    expect(light).toEqual([...light].sort((left, right) => left - right));
    expect(dark).toEqual([...dark].sort((left, right) => right - left));
  });

  it('has another shape for every level', () => {
    expect(new Set(severityScale.map(({ path }) => path)).size).toBe(4);
  });

  it.each(sides)('carries text of 4.5:1 on every fill of the %s page', (side) => {
    const unreadable = Object.entries(roleInks).filter(
      ([, { fill, textOnFill }]) => fill !== 'accent' && textOnFill !== 'on-accent' && contrast(fill[side], textOnFill[side]) < 4.5,
    );
    expect(unreadable).toEqual([]);
  });
});

describe('colour arithmetic', () => {
  it('knows black on white and mixes half way', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
  });
});
