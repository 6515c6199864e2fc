import { buildDeck, renderDeckHtml, renderPptx } from '@mxdr/reporting';
import { makeDemoModel } from './demo-model.mjs';
import { measureInTurns, median, runNodeProcess } from './measure.mjs';

const slides = 15;
const decks = 100;

/** As many sections of the model as fill the slides. */
function cutToSlides(model) {
  const whole = model.sections.findIndex(
    (_, index) => buildDeck({ ...model, sections: model.sections.slice(0, index + 1) }).slides.length >= slides,
  );
  return { ...model, sections: model.sections.slice(0, whole + 1) };
}

/** A deck as PowerPoint and as HTML, from the model of its report; and a hundred in one process. */
export async function benchDecks() {
  const model = cutToSlides(await makeDemoModel());
  const count = buildDeck(model).slides.length;
  const times = await measureInTurns(
    { pptx: () => renderPptx(buildDeck(model)), html: () => renderDeckHtml(model) },
    { rounds: 21, warmUps: 3 },
  );
  const memory = JSON.parse(runNodeProcess(['--expose-gc', import.meta.filename]));
  const quarter = decks / 4;
  const [early, late] = [median(memory.slice(0, quarter)), median(memory.slice(-quarter))];
  return [
    {
      name: `deck of ${count} slides as PowerPoint and HTML, of the 400 ms that it may take`,
      ratio: (times.pptx + times.html) / 400,
      target: 1,
      isHigherBetter: false,
      detail: `${times.pptx.toFixed(0)} ms + ${times.html.toFixed(0)} ms`,
    },
    {
      name: `memory of ${decks} decks in one process: last quarter / first quarter`,
      ratio: late / early,
      target: 1.05,
      isHigherBetter: false,
      detail: `${(late / 2 ** 20).toFixed(1)} MB / ${(early / 2 ** 20).toFixed(1)} MB in use after each`,
    },
  ];
}

/** Bytes in use after each of the decks, when what is no longer needed is gone. */
async function sampleMemory() {
  const model = cutToSlides(await makeDemoModel());
  const samples = [];
  for (let index = 0; index < decks; index++) {
    renderPptx(buildDeck(model));
    await renderDeckHtml(model);
    globalThis.gc();
    const { heapUsed, external } = process.memoryUsage();
    samples.push(heapUsed + external);
  }
  process.stdout.write(JSON.stringify(samples));
}

if (process.argv[1] === import.meta.filename) await sampleMemory();
