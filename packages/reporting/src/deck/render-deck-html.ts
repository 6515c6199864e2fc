import { checkModel } from '../document/check-model.ts';
import { colourCss } from '../document/document-css.ts';
import { contentSecurityPolicy, loadLook } from '../document/document-look.ts';
import { embedFonts, setInFont } from '../document/embedded-fonts.ts';
import { severityShapes, wordsLanguage } from '../document/report-view.ts';
import { trustMarkup } from '../document/safe-html.ts';
import { loadTemplates } from '../document/template-engine.ts';
import { messagesFor } from '../languages/find-messages.ts';
import type { ReportModel } from '../model/report-model.ts';
import { buildDeck } from './build-deck.ts';

/**
 * The slides of a report as one self-contained file: opens from disk, asks for nothing, is presented full screen by keyboard with notes, reads as a document
 * without script and on narrow screens, and prints as the PDF, a slide a page. The same deck as of `renderPptx`; the same model gives the same bytes.
 * @throws AppError MXDR-REPORT-MODEL-INVALID where an id, colour or address of the model is not what its contract says
 */
export async function renderDeckHtml(model: ReportModel): Promise<string> {
  checkModel(model);
  const [{ viewSlide }, render, look] = await Promise.all([import('./deck-view.ts'), loadTemplates(), loadLook('deck')]);
  const deck = buildDeck(model);
  const messages = messagesFor(deck.locale);
  const slides = deck.slides.map((slide, place) => viewSlide(slide, place, deck, render));
  const scriptWords = JSON.stringify({ ...messages.document.script, ...messages.deck.script });
  const css = `${await embedFonts([scriptWords, ...slides].join(''), model.brand.font)}\n${colourCss(deck.accent)}\n${setInFont(look.css, model.brand.font)}`;
  return render('deck', {
    lang: wordsLanguage(deck.locale),
    contentSecurityPolicy: contentSecurityPolicy(css, look.script),
    css: trustMarkup(css),
    script: trustMarkup(look.script),
    shapes: severityShapes(),
    toolVersion: deck.toolVersion,
    statement: deck.statement,
    documentTitle: messages.document.title(deck.title, deck.customerName, deck.periodShort),
    skip: messages.deck.skip,
    scriptWords,
    slides,
  });
}
