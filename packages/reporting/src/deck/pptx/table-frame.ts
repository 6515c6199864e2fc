import type { InkName } from './slide-inks.ts';
import type { Box } from './shapes.ts';
import { frame, nameXml } from './shapes.ts';
import type { Paragraph, TextLook } from './text-body.ts';
import { paragraphsXml } from './text-body.ts';
import { emu } from './xml-text.ts';

export interface DrawnCell {
  readonly paragraphs: readonly Paragraph[];
  readonly anchor?: 't' | 'ctr' | 'b';
  /** Whether the text runs upwards. @default false */
  readonly isTurned?: boolean;
  /** Below the cell. @default none */
  readonly rule?: InkName;
  /** A colour as the format writes it. @default none */
  readonly fill?: string;
}

export interface DrawnTable {
  readonly box: Box;
  readonly name: string;
  readonly description: string;
  readonly hasHead: boolean;
  /** In inches. */
  readonly columnWidths: readonly number[];
  readonly rows: readonly { readonly height: number; readonly cells: readonly DrawnCell[] }[];
  /** Inches beside and above the text of a cell. */
  readonly padding: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

const noLine = (side: string): string => `<a:${side} w="0"><a:noFill/></a:${side}>`;

/** A table that can be edited, whose first row is its head, and whose first column names its rows. */
export function tableFrame(id: number, table: DrawnTable, look: TextLook): string {
  const { padding } = table;
  const margins = `marL="${emu(padding.left)}" marR="${emu(padding.right)}" marT="${emu(padding.top)}" marB="${emu(padding.bottom)}"`;
  const cellXml = ({ paragraphs, anchor = 't', isTurned = false, rule, fill }: DrawnCell): string => {
    const bottom = rule === undefined ? noLine('lnB') : `<a:lnB w="9525">${look.inks.fill(rule)}<a:prstDash val="solid"/></a:lnB>`;
    const ground = fill === undefined ? '<a:noFill/>' : `<a:solidFill>${fill}</a:solidFill>`;
    return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>${paragraphsXml(paragraphs, look)}</a:txBody><a:tcPr ${margins}${isTurned ? ' vert="vert270"' : ''} anchor="${anchor}">${noLine('lnL')}${noLine('lnR')}${noLine('lnT')}${bottom}${ground}</a:tcPr></a:tc>`;
  };
  const rows = table.rows.map(({ height, cells }) => `<a:tr h="${emu(height)}">${cells.map(cellXml).join('')}</a:tr>`);
  const columns = table.columnWidths.map((width) => `<a:gridCol w="${emu(width)}"/>`);
  return `<p:graphicFrame><p:nvGraphicFramePr>${nameXml(id, table.name, table.description)}<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>${frame(table.box, 'p:xfrm')}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr${table.hasHead ? ' firstRow="1"' : ''} firstCol="1"/><a:tblGrid>${columns.join('')}</a:tblGrid>${rows.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`;
}
