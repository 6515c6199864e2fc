import { languageOf } from '@mxdr/core';
import type { Deck, Slide } from './deck-model.ts';
import { bulletParagraphs, drawPart } from './pptx/draw-part.ts';
import type { SlideDrawing } from './pptx/draw-part.ts';
import type { LayoutName } from './pptx/masters.ts';
import { layouts, layoutXml, masterXml, places } from './pptx/masters.ts';
import { notesMasterXml, notesSlideXml } from './pptx/notes.ts';
import { PackageParts, Relations } from './pptx/package-parts.ts';
import { PictureStore } from './pptx/pictures.ts';
import type { ShapeNumbers as Numbers } from './pptx/shapes.ts';
import { filledPlaceholder, ShapeNumbers, shapeTree, textBox } from './pptx/shapes.ts';
import { slideInks, themeColours } from './pptx/slide-inks.ts';
import type { Paragraph, TextLook } from './pptx/text-body.ts';
import { themeXml } from './pptx/theme.ts';
import { writeWorkbook } from './pptx/workbook.ts';
import { centipoints, emu, namespaces, xmlText } from './pptx/xml-text.ts';
import { body, gap, slide as page, type } from './slide-geometry.ts';

const presentationKind = 'officedocument.presentationml';

/**
 * Draws a deck as PowerPoint: a master with layouts and their places, the brand as a theme, native charts with their numbers and native tables, notes,
 * alternative texts, slide numbers. Equal decks give equal bytes.
 */
export function renderPptx(deck: Deck): Uint8Array {
  const look: TextLook = { inks: slideInks(deck.accent), locale: deck.locale };
  const isJapanese = languageOf(deck.locale) === 'ja';
  const parts = new PackageParts();
  const pictures = new PictureStore();
  const colours = themeColours(deck.accent);
  parts.addXml('ppt/theme/theme1.xml', 'officedocument.theme+xml', themeXml(colours, deck.font, isJapanese));
  parts.addXml('ppt/theme/theme2.xml', 'officedocument.theme+xml', themeXml(colours, deck.font, isJapanese));
  const master = masterXml(deck, look, pictures);
  parts.addXml('ppt/slideMasters/slideMaster1.xml', `${presentationKind}.slideMaster+xml`, master.xml, master.relations);
  for (const [index, name] of layouts.entries()) {
    const layout = layoutXml(name, deck, look, pictures);
    parts.addXml(`ppt/slideLayouts/slideLayout${index + 1}.xml`, `${presentationKind}.slideLayout+xml`, layout.xml, layout.relations);
  }
  addNotesMaster(parts, look);
  let charts = 0;
  for (const [index, slide] of deck.slides.entries()) {
    const number = index + 1;
    const relations = new Relations();
    const layout = layoutOf(slide);
    relations.add('slideLayout', `../slideLayouts/slideLayout${layouts.indexOf(layout) + 1}.xml`);
    relations.add('notesSlide', `../notesSlides/notesSlide${number}.xml`);
    const drawing: SlideDrawing = {
      look,
      relations,
      pictures,
      numbers: new ShapeNumbers(),
      addChart: (write) => {
        charts += 1;
        addChart(parts, charts, write);
        return charts;
      },
    };
    parts.addXml(`ppt/slides/slide${number}.xml`, `${presentationKind}.slide+xml`, slideXml(slide, number, deck, drawing), relations);
    const notes = new Relations();
    notes.add('notesMaster', '../notesMasters/notesMaster1.xml');
    notes.add('slide', `../slides/slide${number}.xml`);
    parts.addXml(
      `ppt/notesSlides/notesSlide${number}.xml`,
      `${presentationKind}.notesSlide+xml`,
      notesSlideXml(slide.notes, number, look),
      notes,
    );
  }
  for (const [path, bytes] of pictures.files) parts.addFile(path, bytes);
  addPresentation(parts, deck, look);
  addProperties(parts, deck);
  return parts.toZip();
}

/** One list alone stands in the place for text; everything else is placed freely. */
function layoutOf(slide: Slide): LayoutName {
  if (slide.layout === 'cover') return 'cover';
  const isText = slide.layout === 'content' && slide.parts.length === 1 && slide.parts[0]!.kind === 'bullets';
  return isText ? 'text' : 'free';
}

function addChart(parts: PackageParts, number: number, write: Parameters<SlideDrawing['addChart']>[0]): void {
  const relations = new Relations();
  const book = `ppt/embeddings/workbook${number}.xlsx`;
  const { xml, sheet } = write(relations.add('package', `../embeddings/workbook${number}.xlsx`));
  parts.addFile(book, writeWorkbook(sheet));
  parts.addXml(`ppt/charts/chart${number}.xml`, 'officedocument.drawingml.chart+xml', xml, relations);
}

function slideXml(slide: Slide, number: number, deck: Deck, drawing: SlideDrawing): string {
  const { numbers } = drawing;
  const content =
    slide.layout === 'cover'
      ? coverShapes(slide, drawing)
      : contentShapes(slide, drawing) + footShapes(deck, number, numbers, drawing.look);
  return `<p:sld ${namespaces}><p:cSld>${shapeTree(content)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>`;
}

function coverShapes(slide: Extract<Slide, { layout: 'cover' }>, { numbers, look }: SlideDrawing): string {
  const lines = slide.lines.map((text, index): Paragraph => ({
    runs: [{ text, size: index === 0 ? 18 : type.body }],
    after: index === 0 ? 8 : 2,
  }));
  return (
    filledPlaceholder(numbers.next(), 'Title', places.coverTitle, [{ runs: [{ text: slide.title, size: slide.titleSize }] }], look) +
    filledPlaceholder(numbers.next(), 'Subtitle', places.coverLines, lines, look)
  );
}

function contentShapes(slide: Exclude<Slide, { layout: 'cover' }>, drawing: SlideDrawing): string {
  const { numbers, look } = drawing;
  const kicker =
    slide.layout === 'content' ? filledPlaceholder(numbers.next(), 'Topic', places.kicker, [{ runs: [{ text: slide.kicker }] }], look) : '';
  const title = filledPlaceholder(numbers.next(), 'Title', places.title, [{ runs: [{ text: slide.title, size: slide.titleSize }] }], look);
  if (slide.layout === 'agenda') return title + agendaShapes(slide, drawing);
  const [first] = slide.parts;
  if (layoutOf(slide) === 'text' && first?.kind === 'bullets')
    return kicker + title + filledPlaceholder(numbers.next(), 'Text', places.text, bulletParagraphs(first), look);
  let y: number = body.y;
  const parts = slide.parts.map((part) => {
    const drawn = drawPart(part, y, drawing);
    y += part.height + gap;
    return drawn;
  });
  return kicker + title + parts.join('');
}

function agendaShapes({ columns, size }: Extract<Slide, { layout: 'agenda' }>, { numbers, look }: SlideDrawing): string {
  const between = 0.5;
  const count = size === type.body ? 1 : 2;
  const width = (body.width - between * (count - 1)) / count;
  return columns
    .map((topics, index) =>
      textBox(
        numbers.next(),
        {
          box: { x: body.x + index * (width + between), y: 1.3, width, height: 5.42 },
          name: `Topics ${index + 1}`,
          paragraphs: topics.flatMap(({ number, topic, heading }): readonly Paragraph[] => [
            { runs: [{ text: `${number}  ${topic}`, size, isBold: true, ink: 'readableAccent' }] },
            { runs: [{ text: heading, size, ink: 'text' }], after: 7 },
          ]),
        },
        look,
      ),
    )
    .join('');
}

function footShapes(deck: Deck, number: number, numbers: Numbers, look: TextLook): string {
  return (
    filledPlaceholder(
      numbers.next(),
      'Footer',
      places.foot,
      deck.foot.map((text) => ({ runs: [{ text }] })),
      look,
    ) +
    filledPlaceholder(
      numbers.next(),
      'Slide number',
      places.number,
      {
        xml: `<a:p><a:fld id="{5C8A3C1E-2F4B-4C77-9A57-0D2B8E6F1A10}" type="slidenum"><a:rPr lang="${look.locale}"/><a:t>${number}</a:t></a:fld></a:p>`,
      },
      look,
    )
  );
}

function addNotesMaster(parts: PackageParts, look: TextLook): void {
  const relations = new Relations();
  relations.add('theme', '../theme/theme2.xml');
  parts.addXml('ppt/notesMasters/notesMaster1.xml', `${presentationKind}.notesMaster+xml`, notesMasterXml(look), relations);
}

function addPresentation(parts: PackageParts, deck: Deck, look: TextLook): void {
  const relations = new Relations();
  const master = relations.add('slideMaster', 'slideMasters/slideMaster1.xml');
  const notes = relations.add('notesMaster', 'notesMasters/notesMaster1.xml');
  const slides = deck.slides.map(
    (_, index) => `<p:sldId id="${256 + index}" r:id="${relations.add('slide', `slides/slide${index + 1}.xml`)}"/>`,
  );
  relations.add('presProps', 'presProps.xml');
  relations.add('viewProps', 'viewProps.xml');
  relations.add('theme', 'theme/theme1.xml');
  relations.add('tableStyles', 'tableStyles.xml');
  const levels = Array.from(
    { length: 9 },
    (_, depth) =>
      `<a:lvl${depth + 1}pPr marL="${emu(0.5 * depth)}" algn="l" rtl="0"><a:defRPr sz="${centipoints(type.body)}" kern="1200">${look.inks.fill('text')}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${depth + 1}pPr>`,
  );
  parts.addXml(
    'ppt/presentation.xml',
    `${presentationKind}.presentation.main+xml`,
    `<p:presentation ${namespaces} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="${master}"/></p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="${notes}"/></p:notesMasterIdLst><p:sldIdLst>${slides.join('')}</p:sldIdLst><p:sldSz cx="12192000" cy="${emu(page.height)}"/><p:notesSz cx="6858000" cy="9144000"/><p:defaultTextStyle>${levels.join('')}</p:defaultTextStyle></p:presentation>`,
    relations,
  );
  parts.addXml('ppt/presProps.xml', `${presentationKind}.presProps+xml`, `<p:presentationPr ${namespaces}/>`);
  parts.addXml('ppt/viewProps.xml', `${presentationKind}.viewProps+xml`, `<p:viewPr ${namespaces}/>`);
  parts.addXml(
    'ppt/tableStyles.xml',
    `${presentationKind}.tableStyles+xml`,
    '<a:tblStyleLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" def="{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"/>',
  );
}

function addProperties(parts: PackageParts, deck: Deck): void {
  const date = `${new Date(deck.issuedAt).toISOString().slice(0, 19)}Z`;
  parts.addXml(
    'docProps/core.xml',
    'package.core-properties+xml',
    `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(`${deck.title}: ${deck.customerName}`)}</dc:title><dc:subject>${xmlText(deck.periodShort)}</dc:subject><dc:creator>${xmlText(deck.operatorName)}</dc:creator><cp:keywords>${xmlText(deck.statement)}</cp:keywords><dc:language>${xmlText(deck.locale)}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${date}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${date}</dcterms:modified></cp:coreProperties>`,
  );
  parts.addXml(
    'docProps/app.xml',
    'officedocument.extended-properties+xml',
    `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>mxdr</Application><Slides>${deck.slides.length}</Slides><Notes>${deck.slides.length}</Notes><Company>${xmlText(deck.operatorName)}</Company></Properties>`,
  );
  const root = new Relations();
  root.add('officeDocument', 'ppt/presentation.xml');
  root.addCoreProperties('docProps/core.xml');
  root.add('extended-properties', 'docProps/app.xml');
  parts.addRootRelations(root);
}
