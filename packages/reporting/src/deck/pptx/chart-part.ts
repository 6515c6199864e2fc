import { isUnknownAt } from '../../charts/chart-layout.ts';
import type { ChartTarget, ChartUnit, SeriesChart, SeriesRole } from '../../charts/chart-spec.ts';
import { roleInks } from '../../charts/severity-scale.ts';
import { type } from '../slide-geometry.ts';
import type { TextLook } from './text-body.ts';
import type { SheetData } from './workbook.ts';
import { columnName } from './workbook.ts';
import { centipoints, xmlCellText } from './xml-text.ts';

const numberFormats: Readonly<Record<ChartUnit, string>> = {
  count: '#,##0',
  minutes: '#,##0.0',
  hours: '#,##0.0',
  gigabytes: '#,##0.0',
  percent: '0.0',
};

/** With so many values their numbers would run into each other; the axis says them. */
const mostLabels = 24;
const categoryAxis = 111_111_111;
const valueAxis = 222_222_222;

function targetSeries({ label, value }: ChartTarget, count: number): DrawnSeries {
  const values = Array.from({ length: count }, () => value);
  return { name: label, role: 'target', values, drawn: values };
}

interface DrawnSeries {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** What the chart shows of them. */
  readonly drawn: readonly (number | null)[];
  readonly role: SeriesRole | 'target';
}

/** A chart as a part of the package: its XML, and the sheet that it is drawn from. */
export interface ChartPart {
  readonly xml: string;
  readonly sheet: SheetData;
}

/**
 * A chart of the report as one that office programs draw and edit. A gap stays an empty cell. Funnels, and heat maps and matrices that are too large for
 * a table, become bars of the same numbers; a target is a line of its own.
 * @param workbookId of the relation to the workbook
 */
export function chartPart(spec: SeriesChart, look: TextLook, workbookId: string): ChartPart {
  const isLying = ['horizontalBar', 'stackedHorizontalBar', 'funnel', 'matrix', 'heatMap'].includes(spec.kind);
  const isStacked = ['stackedBar', 'stackedHorizontalBar', 'area', 'matrix', 'heatMap'].includes(spec.kind);
  const own: readonly DrawnSeries[] = spec.series.map(({ name, values, role }) => ({
    name,
    role,
    values: spec.categories.map((_, index) => values[index] ?? null),
    // The rest of a stack would be told as the whole: of a category with a part that is not known, nothing is drawn. The workbook has what is known.
    drawn: spec.categories.map((_, index) =>
      isStacked && isUnknownAt({ ...spec, kind: 'stackedBar' }, index) ? null : (values[index] ?? null),
    ),
  }));
  const { target } = spec;
  const targets: readonly DrawnSeries[] = target === undefined ? [] : [targetSeries(target, spec.categories.length)];
  const all = [...own, ...targets];
  const format = numberFormats[spec.unit];
  const values = own.flatMap((one) => one.values).filter((value) => value !== null);
  const drawing: Drawing = {
    spec,
    look,
    format,
    hasLabels: !isStacked && spec.kind !== 'line' && values.length <= mostLabels,
    isStacked,
    isLying,
  };
  const series = (from: number, some: readonly DrawnSeries[], write: (one: DrawnSeries, drawing: Drawing) => SeriesParts): string =>
    some.map((one, index) => seriesXml(from + index, one, drawing, write(one, drawing))).join('');
  const axes = `<c:axId val="${categoryAxis}"/><c:axId val="${valueAxis}"/>`;
  const lines = (from: number, some: readonly DrawnSeries[]): string =>
    some.length === 0
      ? ''
      : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series(from, some, lineParts)}<c:marker val="1"/>${axes}</c:lineChart>`;
  const bars = (some: readonly DrawnSeries[]): string =>
    `<c:barChart><c:barDir val="${isLying ? 'bar' : 'col'}"/><c:grouping val="${isStacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>${series(0, some, barParts)}<c:gapWidth val="45"/><c:overlap val="${isStacked ? 100 : -5}"/>${axes}</c:barChart>`;
  // An area knows no gap: it would fall to zero. Where something is not known, columns stand for it.
  const isArea = spec.kind === 'area' && !own.some(({ drawn }) => drawn.includes(null));
  const areas = `<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>${series(0, own, areaParts)}${axes}</c:areaChart>`;
  // A line across lying bars is none that the format knows: there the target is a bar of its own.
  const plot =
    spec.kind === 'line'
      ? lines(0, all)
      : isArea
        ? areas + lines(own.length, targets)
        : isLying
          ? bars(all)
          : bars(own) + lines(own.length, targets);
  const legend =
    all.length < 2 ? '' : `<c:legend><c:legendPos val="t"/><c:overlay val="0"/>${textXml(look, type.small, 'quiet')}</c:legend>`;
  return {
    sheet: { corner: spec.categoryLabel, categories: spec.categories, series: all },
    xml: `<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>${plot}${axesXml(drawing, values)}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(look, type.small, 'text')}<c:externalData r:id="${workbookId}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`,
  };
}

interface Drawing {
  readonly spec: SeriesChart;
  readonly look: TextLook;
  readonly format: string;
  readonly hasLabels: boolean;
  readonly isStacked: boolean;
  readonly isLying: boolean;
}

/** What stands between the name of a series and its numbers, and behind them. */
interface SeriesParts {
  readonly before: string;
  readonly after: string;
}

function seriesXml(index: number, { name, drawn }: DrawnSeries, { spec, format }: Drawing, { before, after }: SeriesParts): string {
  const column = columnName(index + 1);
  const last = spec.categories.length + 1;
  const points = (texts: readonly (string | null)[]): string =>
    `<c:ptCount val="${texts.length}"/>${texts.map((text, place) => (text === null ? '' : `<c:pt idx="${place}"><c:v>${text}</c:v></c:pt>`)).join('')}`;
  const label = `<c:tx><c:strRef><c:f>Sheet1!$${column}$1</c:f><c:strCache>${points([xmlCellText(name)])}</c:strCache></c:strRef></c:tx>`;
  const categories = `<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$${last}</c:f><c:strCache>${points(spec.categories.map(xmlCellText))}</c:strCache></c:strRef></c:cat>`;
  const numbers = `<c:val><c:numRef><c:f>Sheet1!$${column}$2:$${column}$${last}</c:f><c:numCache><c:formatCode>${format}</c:formatCode>${points(drawn.map((value) => (value === null ? null : String(value))))}</c:numCache></c:numRef></c:val>`;
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${label}${before}${categories}${numbers}${after}</c:ser>`;
}

function inkOf(role: DrawnSeries['role'], { inks }: TextLook): string {
  return role === 'target' ? inks.ink('text') : inks.ofRole(role);
}

const isOutline = (role: DrawnSeries['role']): boolean => role !== 'target' && roleInks[role].form === 'outline';

function barParts({ role }: DrawnSeries, { look, hasLabels, format, isStacked }: Drawing): SeriesParts {
  const ink = inkOf(role, look);
  // Parts of a stack stand apart by a thin line of the page.
  const edge = isStacked ? `<a:ln w="9525">${look.inks.fill('page')}</a:ln>` : '<a:ln><a:noFill/></a:ln>';
  const shape =
    isOutline(role) || role === 'target'
      ? `<c:spPr>${look.inks.fill('page')}<a:ln w="15875"><a:solidFill>${ink}</a:solidFill><a:prstDash val="${role === 'target' ? 'dash' : 'sysDash'}"/></a:ln></c:spPr>`
      : `<c:spPr><a:solidFill>${ink}</a:solidFill>${edge}</c:spPr>`;
  const labels = hasLabels
    ? `<c:dLbls><c:numFmt formatCode="${format}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textXml(look, type.small, 'text')}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`
    : '';
  return { before: `${shape}<c:invertIfNegative val="0"/>${labels}`, after: '' };
}

function lineParts({ role }: DrawnSeries, { look }: Drawing): SeriesParts {
  const ink = `<a:solidFill>${inkOf(role, look)}</a:solidFill>`;
  const isTarget = role === 'target';
  const dash = isTarget ? '<a:prstDash val="dash"/>' : isOutline(role) ? '<a:prstDash val="sysDash"/>' : '';
  const marker = isTarget
    ? '<c:marker><c:symbol val="none"/></c:marker>'
    : `<c:marker><c:symbol val="circle"/><c:size val="7"/><c:spPr>${isOutline(role) ? look.inks.fill('page') : ink}<a:ln w="12700">${ink}</a:ln></c:spPr></c:marker>`;
  return {
    before: `<c:spPr><a:ln w="${isTarget ? 19_050 : 28_575}" cap="rnd">${ink}${dash}<a:round/></a:ln></c:spPr>${marker}`,
    after: '<c:smooth val="0"/>',
  };
}

function areaParts({ role }: DrawnSeries, { look }: Drawing): SeriesParts {
  return {
    before: `<c:spPr><a:solidFill>${inkOf(role, look)}</a:solidFill><a:ln w="9525">${look.inks.fill('page')}</a:ln></c:spPr>`,
    after: '',
  };
}

function axesXml({ spec, look, format, hasLabels, isLying }: Drawing, values: readonly number[]): string {
  const least = Math.min(0, ...values);
  const noLine = '<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>';
  const grid = `<c:majorGridlines><c:spPr><a:ln w="9525">${look.inks.fill('rule')}</a:ln></c:spPr></c:majorGridlines>`;
  const base = `<c:spPr><a:ln w="9525">${look.inks.fill('quiet')}</a:ln></c:spPr>`;
  // Lying bars are read from the top, as the table beside them is.
  const category = `<c:catAx><c:axId val="${categoryAxis}"/><c:scaling><c:orientation val="${isLying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${isLying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${base}${textXml(look, type.small, 'quiet')}<c:crossAx val="${valueAxis}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`;
  // Values that stand at their bars need no axis.
  const isBare = hasLabels && isLying;
  const unit = spec.unit === 'count' && Math.max(0, ...values) <= 5 ? '<c:majorUnit val="1"/>' : '';
  const value = `<c:valAx><c:axId val="${valueAxis}"/><c:scaling><c:orientation val="minMax"/>${spec.most === undefined ? '' : `<c:max val="${spec.most}"/>`}${least === 0 ? '<c:min val="0"/>' : ''}</c:scaling><c:delete val="${isBare ? 1 : 0}"/><c:axPos val="${isLying ? 'b' : 'l'}"/>${isBare ? '' : grid}<c:numFmt formatCode="${format}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${noLine}${textXml(look, type.small, 'quiet')}<c:crossAx val="${categoryAxis}"/><c:crosses val="${isLying ? 'max' : 'autoZero'}"/><c:crossBetween val="between"/>${unit}</c:valAx>`;
  return category + value;
}

function textXml(look: TextLook, size: number, ink: 'text' | 'quiet'): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="${centipoints(size)}">${look.inks.fill(ink)}<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="${look.locale}"/></a:p></c:txPr>`;
}
