import { inkOn, readableOn } from '../charts/contrast.ts';
import { escapeText } from '../charts/escape-text.ts';
import { severityOf } from '../charts/severity-scale.ts';
import { languageOf } from '@mxdr/core';
import type pptxgenjs from 'pptxgenjs';
import { chartOf } from './pptx-chart.ts';
import type { ContentSlide, Deck, Slide, SlidePart } from './deck-model.ts';
import { repairPackage } from './repair-package.ts';
import { body, slide as page, titleBox, type } from './slide-geometry.ts';

/** Inks of a slide: the same as of a report's page. */
const ink = { text: '1B2330', quiet: '475467', rule: 'DDE3EA', sunken: 'F4F6F9', attention: 'B54708', good: '0F766E' } as const;

/** On every machine with an office program, or with a font of the same widths in its place. */
const fonts = { latin: 'Arial', japanese: 'Yu Gothic' } as const;

interface Palette {
  /** Six digits, without `#`, as the format wants them. */
  readonly accent: string;
  readonly readableAccent: string;
  readonly onAccent: string;
  readonly font: string;
  readonly locale: string;
}

const hex = (colour: string): string => colour.replace('#', '').toUpperCase();

function paletteOf(deck: Deck): Palette {
  return {
    accent: hex(deck.accent),
    readableAccent: hex(readableOn(deck.accent, '#ffffff', 4.5)),
    onAccent: hex(inkOn(deck.accent)),
    font: languageOf(deck.locale) === 'ja' ? fonts.japanese : fonts.latin,
    locale: deck.locale,
  };
}

/**
 * Draws a deck as PowerPoint: masters with placeholders, native charts and tables that can be edited, notes, alternative texts, slide numbers. Equal
 * decks give equal bytes.
 * @throws AppError MXDR-PPTX-… when the library writes something that the repairs do not know
 */
export async function renderPptx(deck: Deck): Promise<Uint8Array> {
  const { default: Pptx } = (await import('pptxgenjs')) as unknown as { readonly default: new () => pptxgenjs.default };
  const deckFile = new Pptx();
  const palette = paletteOf(deck);
  deckFile.layout = 'LAYOUT_WIDE';
  deckFile.title = `${deck.title}: ${deck.customerName}`;
  deckFile.author = deck.operatorName;
  // The one text that the library does not escape.
  deckFile.company = escapeText(deck.operatorName);
  deckFile.subject = deck.periodShort;
  deckFile.theme = { headFontFace: palette.font, bodyFontFace: palette.font };
  defineMasters(deckFile, deck, palette);
  const charts: (readonly (readonly (number | null)[])[])[] = [];
  for (const one of deck.slides) drawSlide({ file: deckFile, palette, charts }, deck, one);
  const bytes = await deckFile.write({ outputType: 'uint8array' });
  if (!(bytes instanceof Uint8Array)) throw new TypeError('pptxgenjs did not give bytes');
  return repairPackage(bytes, { issuedAt: deck.issuedAt, accent: palette.accent, charts });
}

function defineMasters(file: pptxgenjs.default, deck: Deck, palette: Palette): void {
  const foot = { fontFace: palette.font, fontSize: type.foot, color: ink.quiet, align: 'left', valign: 'middle', margin: 0 } as const;
  file.defineSlideMaster({
    title: 'COVER',
    background: { color: palette.accent },
    objects: [
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: 0.9,
            y: 2.2,
            w: 11.5,
            h: 1.5,
            align: 'left',
            valign: 'bottom',
            fontFace: palette.font,
            fontSize: 36,
            bold: true,
            color: palette.onAccent,
            margin: 0,
          },
          text: '',
        },
      },
      {
        text: {
          text: `${deck.serviceName}  ·  ${deck.operatorName}`,
          options: { x: 0.9, y: 0.5, w: 8.5, h: 0.4, ...foot, fontSize: 14, color: palette.onAccent },
        },
      },
      {
        text: {
          text: deck.classification,
          options: { x: 9.6, y: 0.5, w: 2.83, h: 0.4, ...foot, align: 'right', fontSize: 14, color: palette.onAccent },
        },
      },
    ],
  });
  file.defineSlideMaster({
    title: 'CONTENT',
    background: { color: 'FFFFFF' },
    objects: [
      { rect: { x: 0, y: 0, w: 0.18, h: page.height, fill: { color: palette.accent } } },
      {
        placeholder: {
          options: {
            name: 'title',
            type: 'title',
            x: titleBox.x,
            y: titleBox.y,
            w: titleBox.width,
            h: titleBox.height,
            align: 'left',
            valign: 'top',
            fontFace: palette.font,
            fontSize: type.title,
            bold: true,
            color: ink.text,
            margin: 0,
          },
          text: '',
        },
      },
      { line: { x: body.x, y: 6.86, w: body.width, h: 0, line: { color: ink.rule, width: 0.75 } } },
      { text: { text: deck.footer, options: { x: body.x, y: 6.92, w: 10.9, h: 0.32, ...foot } } },
    ],
    slideNumber: { x: 12.03, y: 6.92, w: 0.7, h: 0.32, fontFace: palette.font, fontSize: type.foot, color: ink.quiet, align: 'right' },
  });
}

/** What drawing works with; the numbers of charts are kept for their workbooks. */
interface Drawing {
  readonly file: pptxgenjs.default;
  readonly palette: Palette;
  readonly charts: (readonly (readonly (number | null)[])[])[];
}

function drawSlide(drawing: Drawing, deck: Deck, slide: Slide): void {
  const { file, palette } = drawing;
  const drawn = file.addSlide({ masterName: slide.layout === 'cover' ? 'COVER' : 'CONTENT' });
  const isLong = slide.title.length > 78;
  drawn.addText(slide.title, {
    placeholder: 'title',
    align: 'left',
    valign: slide.layout === 'cover' ? 'bottom' : 'top',
    ...(isLong && slide.layout !== 'cover' ? { fontSize: type.titleSmall } : {}),
    lang: deck.locale,
  });
  if (slide.layout === 'cover') {
    drawn.addText(
      slide.lines.map((line, index) => ({
        text: line,
        options: { breakLine: true, fontSize: index === 0 ? 18 : 14, color: palette.onAccent },
      })),
      { x: 0.9, y: 4, w: 11.5, h: 2.6, align: 'left', valign: 'top', fontFace: palette.font, margin: 0, lang: deck.locale },
    );
  } else if (slide.layout === 'agenda') {
    drawn.addText(
      slide.topics.flatMap(({ topic, heading }, index) => [
        { text: `${index + 1}  ${topic}`, options: { bold: true, color: palette.readableAccent, breakLine: true } },
        { text: heading, options: { color: ink.text, breakLine: true, paraSpaceAfter: 4 } },
      ]),
      {
        x: body.x,
        y: 1.3,
        w: body.width,
        h: 5.4,
        align: 'left',
        valign: 'top',
        fontFace: palette.font,
        fontSize: slide.topics.length > 8 ? 12 : type.body,
        margin: 0,
        lang: deck.locale,
      },
    );
  } else drawContent(drawing, drawn, slide);
  drawn.addNotes(slide.notes.join('\n'));
}

type Drawn = ReturnType<pptxgenjs.default['addSlide']>;

function drawContent(drawing: Drawing, drawn: Drawn, slide: ContentSlide): void {
  const { palette } = drawing;
  drawn.addText(slide.kicker, {
    x: titleBox.x,
    y: 0.24,
    w: titleBox.width,
    h: 0.3,
    align: 'left',
    valign: 'middle',
    fontFace: palette.font,
    fontSize: type.small,
    bold: true,
    color: palette.readableAccent,
    margin: 0,
    lang: palette.locale,
  });
  let y: number = body.y;
  for (const part of slide.parts) {
    drawPart(drawing, drawn, part, y);
    y += part.height + 0.2;
  }
}

function drawPart({ file, palette, charts }: Drawing, drawn: Drawn, part: SlidePart, y: number): void {
  const text = { fontFace: palette.font, align: 'left', valign: 'top', margin: 0, lang: palette.locale } as const;
  switch (part.kind) {
    case 'cards': {
      const gap = 0.18;
      const width = (body.width - gap * 4) / 5;
      for (const [index, card] of part.cards.entries()) {
        const judged = { better: ink.good, worse: 'B42318', neutral: ink.quiet }[card.delta?.judgement ?? 'neutral'];
        const isNumber = card.state !== 'unavailable' && card.state !== 'not-applicable';
        drawn.addText(
          [
            { text: card.label, options: { fontSize: type.small, color: ink.quiet, breakLine: true } },
            { text: card.value, options: { fontSize: isNumber ? type.cardNumber : 16, bold: true, color: ink.text } },
            { text: card.unit === '' ? '' : ` ${card.unit}`, options: { fontSize: type.small, color: ink.quiet, breakLine: true } },
            {
              text: card.delta === null ? card.note : [card.delta.word, card.delta.text].filter((word) => word !== '').join(', '),
              options: { fontSize: type.small, color: judged },
            },
          ],
          {
            ...text,
            x: body.x + index * (width + gap),
            y,
            w: width,
            h: part.height,
            margin: 8,
            fill: { color: ink.sunken },
            line: { color: ink.rule, width: 0.75, ...(isNumber ? {} : { dashType: 'dash' as const }) },
            fit: 'shrink',
          },
        );
      }
      return;
    }
    case 'chart': {
      const { kind, data, options } = chartOf(part.chart, palette);
      charts.push(data.map(({ values }) => values));
      const noteHeight = part.note === '' ? 0 : 0.3;
      drawn.addText(
        [
          { text: part.chart.title, options: { bold: true, fontSize: type.body, color: ink.text, breakLine: true } },
          { text: part.chart.subtitle, options: { fontSize: type.small, color: ink.quiet } },
        ],
        { ...text, x: body.x, y, w: body.width, h: 0.52 },
      );
      // The library's types know no gaps; it draws them.
      drawn.addChart(file.ChartType[kind], [...data] as { name: string; labels: string[]; values: number[] }[], {
        x: body.x,
        y: y + 0.55,
        w: body.width,
        h: part.height - 0.6 - noteHeight,
        altText: part.alt,
        ...options,
      });
      if (part.note !== '')
        drawn.addText(part.note, {
          ...text,
          x: body.x,
          y: y + part.height - noteHeight,
          w: body.width,
          h: noteHeight,
          fontSize: type.small,
          color: ink.quiet,
        });
      return;
    }
    case 'table': {
      drawn.addText(part.caption, { ...text, x: body.x, y, w: body.width, h: 0.35, fontSize: type.body, bold: true, color: ink.text });
      const border = { type: 'solid', pt: 0.75, color: ink.rule } as const;
      const none = { type: 'none' } as const;
      drawn.addTable(
        [
          part.columns.map(({ label, align }) => ({
            text: label,
            options: {
              bold: true,
              color: ink.quiet,
              align,
              valign: 'bottom' as const,
              border: [none, none, { ...border, color: ink.quiet }, none] as never,
            },
          })),
          ...part.rows.map((row) =>
            row.map((cell, index) => {
              const column = part.columns[index]!;
              const severity = column.form === 'severity' ? severityOf(String(cell.value ?? '')) : undefined;
              return {
                text: severity === undefined ? cell.text : `${severityMarks[severity.level]} ${cell.text}`,
                options: {
                  align: column.align,
                  color: ink.text,
                  ...(column.form === 'code' ? { fontFace: 'Consolas' } : {}),
                  border: [none, none, border, none] as never,
                },
              };
            }),
          ),
        ],
        {
          x: body.x,
          y: y + 0.38,
          w: body.width,
          colW: part.shares.map((share) => share * body.width),
          rowH: [...part.rowHeights],
          fontFace: palette.font,
          fontSize: type.table,
          valign: 'top',
          margin: [0.03, 0.1, 0.03, 0],
          autoPage: false,
          altText: part.caption,
        } as pptxgenjs.default.TableProps,
      );
      if (part.note !== '')
        drawn.addText(part.note, {
          ...text,
          x: body.x,
          y: y + part.height - 0.28,
          w: body.width,
          h: 0.28,
          fontSize: type.small,
          color: ink.quiet,
        });
      return;
    }
    case 'bullets':
      drawn.addText(
        [
          ...(part.title === '' ? [] : [{ text: part.title, options: { bold: true, breakLine: true, paraSpaceAfter: 4 } }]),
          ...part.lines.map((line) => ({
            text: line,
            options: { bullet: { indent: 14 }, breakLine: true, paraSpaceAfter: 4 },
          })),
        ],
        { ...text, x: body.x, y, w: body.width, h: part.height, fontSize: type.body, color: ink.text },
      );
      return;
    case 'message': {
      const tone = { info: ink.quiet, good: ink.good, attention: ink.attention, unavailable: ink.attention }[part.tone];
      drawn.addText(
        [
          { text: part.title, options: { bold: true, color: tone, breakLine: true } },
          { text: part.text, options: { color: ink.text } },
        ],
        {
          ...text,
          x: body.x,
          y,
          w: body.width,
          h: part.height,
          margin: 10,
          fontSize: type.body,
          fill: { color: ink.sunken },
          line: { color: tone, width: 0.75, ...(part.tone === 'unavailable' ? { dashType: 'dash' as const } : {}) },
        },
      );
    }
  }
}

/** The shapes of the severity scale, as characters that every font has. */
const severityMarks = { high: '▲', medium: '◆', low: '●', informational: '○' } as const;
