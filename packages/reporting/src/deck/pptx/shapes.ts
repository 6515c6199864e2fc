import type { InkName } from './slide-inks.ts';
import type { Paragraph, TextLook } from './text-body.ts';
import { paragraphsXml } from './text-body.ts';
import { emu, xmlText } from './xml-text.ts';

/** A place on a slide, in inches. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Counts the shapes of one slide: each has a number of its own. The first is the tree itself. */
export class ShapeNumbers {
  #last = 1;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

export function frame(box: Box, element = 'a:xfrm'): string {
  return `<${element}><a:off x="${emu(box.x)}" y="${emu(box.y)}"/><a:ext cx="${emu(box.width)}" cy="${emu(box.height)}"/></${element}>`;
}

/** The tree of shapes that every slide, layout and master has. */
export function shapeTree(shapes: string): string {
  return `<p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>${shapes}</p:spTree>`;
}

export function nameXml(id: number, name: string, description = ''): string {
  const text = description === '' ? '' : ` descr="${xmlText(description)}"`;
  return `<p:cNvPr id="${id}" name="${xmlText(name)}"${text}/>`;
}

export interface LineLook {
  readonly ink: InkName;
  /** In points. */
  readonly width: number;
  readonly isDashed?: boolean;
}

function lineXml(line: LineLook | undefined, look: TextLook): string {
  if (line === undefined) return '<a:ln><a:noFill/></a:ln>';
  return `<a:ln w="${Math.round(line.width * 12_700)}">${look.inks.fill(line.ink)}<a:prstDash val="${line.isDashed === true ? 'dash' : 'solid'}"/></a:ln>`;
}

export interface TextBox {
  readonly box: Box;
  readonly name: string;
  readonly paragraphs: readonly Paragraph[];
  readonly anchor?: 't' | 'ctr' | 'b';
  /** Inches between the edge and the text. @default 0 */
  readonly padding?: number;
  readonly fill?: InkName;
  readonly line?: LineLook;
}

/** A box with text. Its text shrinks where an office program's font is wider than ours. */
export function textBox(id: number, { box, name, paragraphs, anchor = 't', padding = 0, fill, line }: TextBox, look: TextLook): string {
  const inset = emu(padding);
  return `<p:sp><p:nvSpPr>${nameXml(id, name)}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>${fill === undefined ? '<a:noFill/>' : look.inks.fill(fill)}${lineXml(line, look)}</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="${inset}" tIns="${inset}" rIns="${inset}" bIns="${inset}" rtlCol="0" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle/>${paragraphsXml(paragraphs, look)}</p:txBody></p:sp>`;
}

/** A shape without text. Without a description it is decoration, which a screen reader passes over. */
export function plainShape(
  id: number,
  {
    box,
    name,
    form,
    fill,
    line,
    description = '',
  }: {
    readonly box: Box;
    readonly name: string;
    readonly form: 'rect' | 'ellipse' | 'line';
    readonly fill?: string;
    readonly line?: LineLook;
    readonly description?: string;
  },
  look: TextLook,
): string {
  const geometry = `${frame(box)}<a:prstGeom prst="${form}"><a:avLst/></a:prstGeom>`;
  if (form === 'line')
    return `<p:cxnSp><p:nvCxnSpPr>${decorated(id, name, description)}<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>${geometry}${lineXml(line, look)}</p:spPr></p:cxnSp>`;
  const paint = fill === undefined ? '<a:noFill/>' : `<a:solidFill>${fill}</a:solidFill>`;
  return `<p:sp><p:nvSpPr>${decorated(id, name, description)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>${geometry}${paint}${lineXml(line, look)}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="${look.locale}"/></a:p></p:txBody></p:sp>`;
}

function decorated(id: number, name: string, description: string): string {
  if (description !== '') return nameXml(id, name, description);
  return `<p:cNvPr id="${id}" name="${xmlText(name)}"><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr>`;
}

/** Places that a master and its layouts hold ready. */
export type Placeholder =
  | { readonly type: 'title' | 'ctrTitle' }
  | { readonly type: 'subTitle' | 'body'; readonly idx: number }
  | { readonly type: 'ftr' | 'sldNum'; readonly idx: number };

export function placeholderXml(placeholder: Placeholder): string {
  const size = placeholder.type === 'ftr' || placeholder.type === 'sldNum' ? ' sz="quarter"' : '';
  return `<p:ph type="${placeholder.type}"${size}${'idx' in placeholder ? ` idx="${placeholder.idx}"` : ''}/>`;
}

/** A place of the layout, filled; where it stands is the layout's. */
export function filledPlaceholder(
  id: number,
  name: string,
  placeholder: Placeholder,
  paragraphs: readonly Paragraph[] | { readonly xml: string },
  look: TextLook,
): string {
  const content = 'xml' in paragraphs ? paragraphs.xml : paragraphsXml(paragraphs, look);
  return `<p:sp><p:nvSpPr>${nameXml(id, name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>${placeholderXml(placeholder)}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>${content}</p:txBody></p:sp>`;
}
