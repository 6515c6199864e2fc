import type { SeriesRole } from './chart-spec.ts';
import { roleInks } from './severity-scale.ts';

/** The document's own inks, as CSS custom properties: light values, and dark ones. */
export interface InkDeclarations {
  readonly light: string;
  readonly dark: string;
}

/** Custom properties for every role: `--severity-high`, `--on-severity-high`. `--brand` and `--on-brand` are the document's to set. */
export function roleDeclarations(): InkDeclarations {
  const declare = (side: 'light' | 'dark'): string =>
    Object.entries(roleInks)
      .map(([role, { fill, textOnFill }]) => {
        const ink = fill === 'accent' ? 'var(--brand)' : fill[side];
        const on = textOnFill === 'on-accent' ? 'var(--on-brand)' : textOnFill[side];
        return `--${role}:${ink};--on-${role}:${on};`;
      })
      .join('');
  return { light: declare('light'), dark: declare('dark') };
}

/** One class a role, for marks, rings, lines, dots, and the text that stands on a fill. */
export function roleRules(): string {
  return (Object.keys(roleInks) as SeriesRole[])
    .map((role) => {
      const ink = `var(--${role})`;
      const isOutline = roleInks[role].form === 'outline';
      return [
        isOutline ? `.chart .${role}.mark{fill:var(--page);stroke:${ink};stroke-dasharray:3 2}` : `.chart .${role}.mark{fill:${ink}}`,
        `.chart .${role}.ring{fill:none;stroke:${ink};stroke-width:2}`,
        `.chart .${role}.line{stroke:${ink}${isOutline ? ';stroke-dasharray:5 3' : ''}}`,
        `.chart .${role}.area{fill:${ink}}`,
        isOutline ? `.chart .${role}.dot{fill:var(--page);stroke:${ink}}` : `.chart .${role}.dot{fill:${ink}}`,
        `.chart .on.${role}{fill:var(--on-${role})}`,
      ].join('');
    })
    .join('');
}
