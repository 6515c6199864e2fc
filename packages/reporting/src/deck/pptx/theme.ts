import type { FontFamily } from '@mxdr/core';
import type { ThemeColours } from './slide-inks.ts';

/** On every machine with an office program, or with a font of the same widths in its place. */
const safeFonts = { latin: 'Arial', japanese: 'Yu Gothic' } as const;

/** A family that the brand chose; the one that documents have by default is on few machines, and a deck embeds none. */
function latinOf(font: FontFamily): string {
  return font === 'Inter' ? safeFonts.latin : font;
}

/** What an office program takes for scripts that the font does not have. */
const scripts = [
  ['Jpan', safeFonts.japanese],
  ['Hang', 'Malgun Gothic'],
  ['Hans', 'Microsoft YaHei'],
  ['Hant', 'Microsoft JhengHei'],
  ['Arab', 'Arial'],
  ['Hebr', 'Arial'],
  ['Thai', 'Leelawadee UI'],
] as const;

function fontXml(element: string, font: FontFamily, isJapanese: boolean): string {
  const others = scripts.map(([script, typeface]) => `<a:font script="${script}" typeface="${typeface}"/>`).join('');
  return `<a:${element}><a:latin typeface="${latinOf(font)}" pitchFamily="34"/><a:ea typeface="${isJapanese ? safeFonts.japanese : ''}"/><a:cs typeface=""/>${others}</a:${element}>`;
}

const placeholderFill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>';
const line = (width: number): string =>
  `<a:ln w="${width}" cap="flat" cmpd="sng" algn="ctr">${placeholderFill}<a:prstDash val="solid"/><a:miter lim="800000"/></a:ln>`;

/** The brand as a theme: what people add to the deck takes its colours and fonts. */
export function themeXml(colours: ThemeColours, font: FontFamily, isJapanese: boolean): string {
  const names = [
    'dk1',
    'lt1',
    'dk2',
    'lt2',
    'accent1',
    'accent2',
    'accent3',
    'accent4',
    'accent5',
    'accent6',
    'hlink',
    'folHlink',
  ] as const;
  const scheme = names.map((name) => `<a:${name}><a:srgbClr val="${colours[name]}"/></a:${name}>`).join('');
  return `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Service report"><a:themeElements><a:clrScheme name="Service report">${scheme}</a:clrScheme><a:fontScheme name="Service report">${fontXml('majorFont', font, isJapanese)}${fontXml('minorFont', font, isJapanese)}</a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>${placeholderFill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line(6350)}${line(12_700)}${line(19_050)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${placeholderFill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>`;
}
