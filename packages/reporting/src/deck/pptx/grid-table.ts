import { formatChartNumber } from '../../charts/chart-number.ts';
import { sumOfKnown } from '../../charts/chart-layout.ts';
import type { SeriesChart } from '../../charts/chart-spec.ts';
import { messagesFor } from '../../languages/find-messages.ts';
import { type, widthOf } from '../slide-geometry.ts';
import type { Box } from './shapes.ts';
import type { InkName } from './slide-inks.ts';
import type { DrawnCell, DrawnTable } from './table-frame.ts';
import type { TextLook } from './text-body.ts';

const rowHeight = 0.3;
/** Of names that stand upright. */
const mostHead = 1.4;

/** How much of the accent the shades have, from the least; the same steps as in the report. */
const shades = [14, 32, 52, 75, 100] as const;

/** A heat map or matrix as a table of shades; undefined for other charts, and for those that are too large for one. */
export function gridTable(spec: SeriesChart, box: Box, description: string, look: TextLook): DrawnTable | undefined {
  if (spec.kind !== 'heatMap' && spec.kind !== 'matrix') return undefined;
  const totalLabel = spec.kind === 'matrix' ? spec.totalLabel : undefined;
  const hasTotals = totalLabel !== undefined;
  const values = spec.categories.map((_, row) => spec.series.map((series) => series.values[row] ?? null));
  const format = (value: number | null): string =>
    value === null ? messagesFor(look.locale).document.chart.noData : formatChartNumber(value, spec.unit, look.locale, 'bare');
  const rows = values.map((row) => (hasTotals ? [...row, sumOfKnown(row)] : row));
  const totals = hasTotals ? rows[0]!.map((_, column) => sumOfKnown(rows.map((row) => row[column] ?? null))) : undefined;
  const heads = [...spec.series.map(({ name }) => name), ...(totalLabel === undefined ? [] : [totalLabel])];
  const names = [...spec.categories, ...(totalLabel === undefined ? [] : [totalLabel])];
  const nameWidth = Math.min(3.6, Math.max(...names.map((name) => widthOf(name, type.small))) + 0.2);
  const width = Math.min(1.6, (box.width - nameWidth) / heads.length);
  const widestOf = (texts: readonly string[]): number => Math.max(...texts.map((one) => widthOf(one, type.small))) + 0.08;
  // Names of many columns stand upright, as those of hours do.
  const isTurned = widestOf(heads) > width;
  const headHeight = isTurned ? widestOf(heads) : rowHeight;
  if (widestOf([...rows, totals ?? []].flat().map(format)) > width) return undefined;
  if (headHeight > mostHead || headHeight + rowHeight * names.length > box.height) return undefined;
  if (names.some((name) => widthOf(name, type.small) > nameWidth)) return undefined;
  const most = Math.max(spec.most ?? 0, ...values.flat().filter((value) => value !== null));
  const shadeOf = (value: number | null): number =>
    value === null || value <= 0 || most === 0 ? -1 : Math.min(4, Math.ceil((value / most) * 5) - 1);
  const text = (content: string, ink: InkName, align: 'left' | 'right', isBold = false): DrawnCell['paragraphs'] => [
    { runs: [{ text: content, size: type.small, ink, isBold }], align },
  ];
  const cellOf = (value: number | null): DrawnCell => {
    const shade = shadeOf(value);
    const share = shades[shade];
    return {
      paragraphs: text(format(value), share === undefined ? 'quiet' : look.inks.onShade(share), 'right'),
      anchor: 'ctr',
      ...(share === undefined
        ? {}
        : { fill: `<a:schemeClr val="accent1"><a:lumMod val="${share * 1000}"/><a:lumOff val="${(100 - share) * 1000}"/></a:schemeClr>` }),
    };
  };
  return {
    box: { ...box, width: nameWidth + width * heads.length, height: headHeight + rowHeight * names.length },
    name: spec.title,
    description,
    hasHead: true,
    columnWidths: [nameWidth, ...heads.map(() => width)],
    padding: { left: 0.03, right: 0.05, top: 0.03, bottom: 0.03 },
    rows: [
      {
        height: headHeight,
        cells: [
          { paragraphs: text(spec.categoryLabel, 'quiet', 'left', true), anchor: 'b' as const, rule: 'quiet' as const },
          ...heads.map((head): DrawnCell => ({
            paragraphs: text(head, 'quiet', isTurned ? 'left' : 'right', !isTurned),
            anchor: isTurned ? 'ctr' : 'b',
            rule: 'quiet',
            isTurned,
          })),
        ],
      },
      ...rows.map((row, index) => ({
        height: rowHeight,
        cells: [
          { paragraphs: text(spec.categories[index]!, 'text', 'left'), anchor: 'ctr' as const },
          ...row.map((value, column) =>
            hasTotals && column === row.length - 1
              ? ({ paragraphs: text(format(value), 'text', 'right', true), anchor: 'ctr' } as const)
              : cellOf(value),
          ),
        ],
      })),
      ...(totals === undefined || totalLabel === undefined
        ? []
        : [
            {
              height: rowHeight,
              cells: [totalLabel, ...totals.map(format)].map((content, column) => ({
                paragraphs: text(content, 'text', column === 0 ? 'left' : 'right', true),
                anchor: 'ctr' as const,
              })),
            },
          ]),
    ],
  };
}
