import type { Deck } from '../deck-model.ts';
import { body, coverLinesBox, coverTitleBox, footBox, kickerBox, slide as page, titleBox, type } from '../slide-geometry.ts';
import { pictureXml } from './pictures.ts';
import type { PictureStore } from './pictures.ts';
import { Relations } from './package-parts.ts';
import type { Box, Placeholder } from './shapes.ts';
import { frame, nameXml, placeholderXml, plainShape, ShapeNumbers, shapeTree, textBox } from './shapes.ts';
import type { InkName } from './slide-inks.ts';
import type { TextLook } from './text-body.ts';
import { centipoints, emu, namespaces, xmlText } from './xml-text.ts';

/** Places that slides fill, by what stands in them. */
export const places = {
  title: { type: 'title' },
  coverTitle: { type: 'ctrTitle' },
  coverLines: { type: 'subTitle', idx: 1 },
  text: { type: 'body', idx: 1 },
  kicker: { type: 'body', idx: 13 },
  foot: { type: 'ftr', idx: 11 },
  number: { type: 'sldNum', idx: 12 },
} as const satisfies Readonly<Record<string, Placeholder>>;

export const layouts = ['cover', 'text', 'free'] as const;
export type LayoutName = (typeof layouts)[number];

const numberBox: Box = { x: 12.03, y: footBox.y, width: 0.7, height: footBox.height };
const classificationBox: Box = { x: 9.9, y: footBox.y, width: 2.05, height: footBox.height };

interface PlaceLook {
  readonly box: Box;
  readonly anchor: 't' | 'ctr' | 'b';
  readonly size: number;
  readonly ink: InkName;
  readonly isBold?: boolean;
  readonly align?: 'l' | 'r';
  readonly hasBullet?: boolean;
}

/** A place of a master or layout: where it is and how what is put there looks. */
function placeXml(id: number, name: string, placeholder: Placeholder, prompt: string, look: PlaceLook, texts: TextLook): string {
  const { box, anchor, size, ink, isBold = false, align = 'l', hasBullet = false } = look;
  const indent = hasBullet ? `marL="${emu(0.2)}" indent="-${emu(0.2)}"` : 'marL="0" indent="0"';
  const bullet = hasBullet ? `<a:buFont typeface="Arial"/><a:buChar char="•"/>` : '<a:buNone/>';
  const style = `<a:lvl1pPr ${indent} algn="${align}"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>${bullet}<a:defRPr sz="${centipoints(size)}" b="${isBold ? 1 : 0}">${texts.inks.fill(ink)}</a:defRPr></a:lvl1pPr>`;
  const content =
    placeholder.type === 'sldNum'
      ? `<a:fld id="{5C8A3C1E-2F4B-4C77-9A57-0D2B8E6F1A10}" type="slidenum"><a:rPr lang="${texts.locale}"/><a:t>‹#›</a:t></a:fld>`
      : prompt === ''
        ? ''
        : `<a:r><a:rPr lang="${texts.locale}"/><a:t>${xmlText(prompt)}</a:t></a:r>`;
  return `<p:sp><p:nvSpPr>${nameXml(id, name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>${placeholderXml(placeholder)}</p:nvPr></p:nvSpPr><p:spPr>${frame(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="${anchor}"><a:normAutofit/></a:bodyPr><a:lstStyle>${style}</a:lstStyle><a:p>${content}<a:endParaRPr lang="${texts.locale}"/></a:p></p:txBody></p:sp>`;
}

const looks = {
  title: { box: titleBox, anchor: 't', size: type.title, ink: 'text', isBold: true },
  text: { box: body, anchor: 't', size: type.body, ink: 'text', hasBullet: true },
  kicker: { box: { ...kickerBox, width: 10 }, anchor: 'ctr', size: type.small, ink: 'readableAccent', isBold: true },
  foot: { box: footBox, anchor: 't', size: type.foot, ink: 'quiet' },
  number: { box: numberBox, anchor: 't', size: type.foot, ink: 'quiet', align: 'r' },
  coverTitle: { box: coverTitleBox, anchor: 'b', size: type.cover, ink: 'onAccent', isBold: true },
  coverLines: { box: coverLinesBox, anchor: 't', size: type.body, ink: 'onAccent' },
} as const satisfies Readonly<Record<string, PlaceLook>>;

/** The foot's own places, on every slide but the cover. */
function footPlaces(numbers: ShapeNumbers, look: TextLook): string {
  return (
    placeXml(numbers.next(), 'Footer', places.foot, '', looks.foot, look) +
    placeXml(numbers.next(), 'Slide number', places.number, '', looks.number, look)
  );
}

const background = (fill: string): string => `<p:bg><p:bgPr>${fill}<a:effectLst/></p:bgPr></p:bg>`;

/** The master: accent, rule, mark of the customer, classification, and the places that its layouts share. */
export function masterXml(deck: Deck, look: TextLook, pictures: PictureStore): { readonly xml: string; readonly relations: Relations } {
  const relations = new Relations();
  const ids = layouts.map(
    (_, index) =>
      `<p:sldLayoutId id="${2_147_483_649 + index}" r:id="${relations.add('slideLayout', `../slideLayouts/slideLayout${index + 1}.xml`)}"/>`,
  );
  relations.add('theme', '../theme/theme1.xml');
  const numbers = new ShapeNumbers();
  const mark = deck.logo ?? deck.operatorLogo;
  const shapes = [
    plainShape(
      numbers.next(),
      { box: { x: 0, y: 0, width: 0.18, height: page.height }, name: 'Accent', form: 'rect', fill: look.inks.ink('accent') },
      look,
    ),
    mark === null
      ? ''
      : pictureXml(
          numbers.next(),
          { ...mark, name: 'Logo' },
          { x: 10.93, y: 0.16, width: 1.8, height: 0.38 },
          'right',
          pictures,
          relations,
        ),
    plainShape(
      numbers.next(),
      { box: { x: body.x, y: 6.82, width: body.width, height: 0 }, name: 'Rule', form: 'line', line: { ink: 'rule', width: 0.75 } },
      look,
    ),
    placeXml(numbers.next(), 'Title', places.title, 'Title', looks.title, look),
    placeXml(numbers.next(), 'Text', places.text, 'Text', looks.text, look),
    textBox(
      numbers.next(),
      {
        box: classificationBox,
        name: 'Classification',
        paragraphs: [{ align: 'right', runs: [{ text: deck.classification, size: type.foot, ink: 'quiet', isBold: true }] }],
      },
      look,
    ),
    footPlaces(numbers, look),
  ].join('');
  const level = (element: string, size: number, isBold: boolean, bullet: string): string =>
    `<p:${element}>${Array.from({ length: 9 }, (_, depth) => `<a:lvl${depth + 1}pPr marL="${emu(0.2 * depth)}" indent="0" algn="l" rtl="0"><a:spcBef><a:spcPts val="0"/></a:spcBef>${bullet}<a:defRPr sz="${centipoints(size)}" b="${isBold ? 1 : 0}" kern="1200">${look.inks.fill('text')}<a:latin typeface="${element === 'titleStyle' ? '+mj-lt' : '+mn-lt'}"/><a:ea typeface="${element === 'titleStyle' ? '+mj-ea' : '+mn-ea'}"/><a:cs typeface="${element === 'titleStyle' ? '+mj-cs' : '+mn-cs'}"/></a:defRPr></a:lvl${depth + 1}pPr>`).join('')}</p:${element}>`;
  return {
    relations,
    xml: `<p:sldMaster ${namespaces}><p:cSld>${background(look.inks.fill('page'))}${shapeTree(shapes)}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst>${ids.join('')}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/><p:txStyles>${level('titleStyle', type.title, true, '<a:buNone/>')}${level('bodyStyle', type.body, false, '<a:buNone/>')}${level('otherStyle', type.body, false, '<a:buNone/>')}</p:txStyles></p:sldMaster>`,
  };
}

export function layoutXml(
  name: LayoutName,
  deck: Deck,
  look: TextLook,
  pictures: PictureStore,
): { readonly xml: string; readonly relations: Relations } {
  const relations = new Relations();
  relations.add('slideMaster', '../slideMasters/slideMaster1.xml');
  const numbers = new ShapeNumbers();
  const close = '<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>';
  if (name === 'cover') {
    const shapes = [
      deck.operatorLogo === null
        ? ''
        : pictureXml(
            numbers.next(),
            { ...deck.operatorLogo, name: 'Operator' },
            { x: 0.9, y: 0.42, width: 2.2, height: 0.55 },
            'left',
            pictures,
            relations,
            look,
          ),
      textBox(
        numbers.next(),
        {
          box: { x: deck.operatorLogo === null ? 0.9 : 3.3, y: 0.42, width: 6, height: 0.55 },
          name: 'Operator and service',
          anchor: 'ctr',
          paragraphs: [{ align: 'left', runs: [{ text: deck.sender, size: type.body, ink: 'onAccent' }] }],
        },
        look,
      ),
      textBox(
        numbers.next(),
        {
          box: { x: 9.5, y: 0.42, width: 2.93, height: 0.55 },
          name: 'Classification',
          anchor: 'ctr',
          paragraphs: [{ align: 'right', runs: [{ text: deck.classification, size: type.body, isBold: true, ink: 'onAccent' }] }],
        },
        look,
      ),
      deck.logo === null
        ? ''
        : pictureXml(
            numbers.next(),
            { ...deck.logo, name: 'Customer' },
            { x: 0.9, y: 1.12, width: 2.2, height: 0.55 },
            'left',
            pictures,
            relations,
            look,
          ),
      placeXml(numbers.next(), 'Title', places.coverTitle, 'Title', looks.coverTitle, look),
      placeXml(numbers.next(), 'Subtitle', places.coverLines, 'Text', looks.coverLines, look),
    ].join('');
    return {
      relations,
      xml: `<p:sldLayout ${namespaces} showMasterSp="0" type="title" preserve="1"><p:cSld name="Cover">${background(look.inks.fill('accent'))}${shapeTree(shapes)}</p:cSld>${close}`,
    };
  }
  const shapes = [
    placeXml(numbers.next(), 'Topic', places.kicker, 'Topic', looks.kicker, look),
    placeXml(numbers.next(), 'Title', places.title, 'Title', looks.title, look),
    name === 'text' ? placeXml(numbers.next(), 'Text', places.text, 'Text', looks.text, look) : '',
    footPlaces(numbers, look),
  ].join('');
  const [kind, label] = name === 'text' ? ['obj', 'Title and text'] : ['titleOnly', 'Title and free space'];
  return {
    relations,
    xml: `<p:sldLayout ${namespaces} type="${kind}" preserve="1"><p:cSld name="${label}">${shapeTree(shapes)}</p:cSld>${close}`,
  };
}
