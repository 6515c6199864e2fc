import { frame, nameXml, shapeTree } from './shapes.ts';
import type { TextLook } from './text-body.ts';
import { paragraphsXml } from './text-body.ts';
import { centipoints, namespaces } from './xml-text.ts';

const picture = { x: 0.5, y: 0.75, width: 6.5, height: 3.656 } as const;
const words = { x: 0.75, y: 4.6, width: 6, height: 4.9 } as const;

/** The page that notes are printed on: the slide above, the words below. */
export function notesMasterXml(look: TextLook): string {
  const levels = Array.from(
    { length: 9 },
    (_, depth) =>
      `<a:lvl${depth + 1}pPr marL="0" algn="l" rtl="0"><a:defRPr sz="${centipoints(12)}" kern="1200">${look.inks.fill('text')}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl${depth + 1}pPr>`,
  );
  const shapes = `${slidePicture(2, frame(picture))}<p:sp><p:nvSpPr>${nameXml(3, 'Notes')}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="3"/></p:nvPr></p:nvSpPr><p:spPr>${frame(words)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="${look.locale}"/></a:p></p:txBody></p:sp>`;
  return `<p:notesMaster ${namespaces}><p:cSld><p:bg><p:bgPr>${look.inks.fill('page')}<a:effectLst/></p:bgPr></p:bg>${shapeTree(shapes)}</p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/><p:notesStyle>${levels.join('')}</p:notesStyle></p:notesMaster>`;
}

export function notesSlideXml(notes: readonly string[], number: number, look: TextLook): string {
  const text = paragraphsXml(
    notes.map((note) => ({ runs: [{ text: note }], after: 6 })),
    look,
  );
  const shapes = `${slidePicture(2, '')}<p:sp><p:nvSpPr>${nameXml(3, `Notes ${number}`)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="3"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>${text}</p:txBody></p:sp>`;
  return `<p:notes ${namespaces}><p:cSld>${shapeTree(shapes)}</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`;
}

function slidePicture(id: number, place: string): string {
  const look =
    place === ''
      ? ''
      : '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>';
  return `<p:sp><p:nvSpPr>${nameXml(id, 'Slide')}<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>${place}${look}</p:spPr></p:sp>`;
}
