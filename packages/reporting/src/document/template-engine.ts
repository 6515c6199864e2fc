import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { templateBroken } from './errors.ts';
import { trustMarkup } from './safe-html.ts';
import type { SafeHtml } from './safe-html.ts';
import type { TemplateName, TemplateViews } from './template-views.ts';
import { templatesFolder } from './templates-folder.ts';

/** Renders a template with its own view; the compiler knows which view that is. */
export type RenderTemplate = <Name extends TemplateName>(name: Name, view: TemplateViews[Name]) => SafeHtml;

export const templateNames = [
  'report',
  'section',
  'blocks/metrics',
  'blocks/comparison',
  'blocks/narrative',
  'blocks/chart',
  'blocks/table',
  'blocks/facts',
  'blocks/callout',
  'blocks/image',
  'blocks/page-break',
  'blocks/columns',
  'blocks/attack-matrix',
  'blocks/actions',
  'blocks/definitions',
  'blocks/unavailable',
  'mail',
  'deck',
  'deck/slide',
  'deck/agenda',
  'deck/cards',
  'deck/chart',
  'deck/numbers',
  'deck/table',
  'deck/bullets',
  'deck/message',
  'deck/picture',
] as const satisfies readonly TemplateName[];

/** The only helpers there are. Strict mode is silent about `undefined` in arguments of helpers, so these throw themselves. */
export const templateHelpers = ['each', 'when', 'unless'] as const;

let loaded: Promise<RenderTemplate> | undefined;

/** Compiles all templates once a process. Templates come from this installation only, never from a customer or a configuration. */
export function loadTemplates(): Promise<RenderTemplate> {
  loaded ??= compileTemplates();
  return loaded;
}

/** Templates are compiled anew for the next document: their files changed. */
export function forgetCompiledTemplates(): void {
  loaded = undefined;
}

async function compileTemplates(): Promise<RenderTemplate> {
  const { default: handlebars } = await import('handlebars');
  const environment = handlebars.create();
  for (const name of Object.keys(environment.helpers)) environment.unregisterHelper(name);
  environment.registerHelper('each', (items: unknown, options: Handlebars.HelperOptions) => {
    if (!Array.isArray(items)) throw new TypeError('each needs a list');
    return items.map((item) => options.fn(item)).join('');
  });
  environment.registerHelper('when', function (this: unknown, condition: unknown, options: Handlebars.HelperOptions) {
    return needBoolean('when', condition) ? options.fn(this) : options.inverse(this);
  });
  environment.registerHelper('unless', function (this: unknown, condition: unknown, options: Handlebars.HelperOptions) {
    return needBoolean('unless', condition) ? options.inverse(this) : options.fn(this);
  });

  const folder = join(templatesFolder(), 'report');
  const knownHelpers = Object.fromEntries(templateHelpers.map((name) => [name, true]));
  const compiled = new Map<TemplateName, HandlebarsTemplateDelegate>();
  await Promise.all(
    templateNames.map(async (name) => {
      const source = await readFile(join(folder, `${name}.hbs`), 'utf8');
      compiled.set(name, environment.compile(source, { strict: true, knownHelpers, knownHelpersOnly: true, preventIndent: true }));
    }),
  );
  return (name, view) => {
    try {
      return trustMarkup(compiled.get(name)!(view));
    } catch (error) {
      throw templateBroken(name, error);
    }
  };
}

function needBoolean(helper: string, condition: unknown): boolean {
  if (typeof condition !== 'boolean') throw new TypeError(`${helper} needs true or false, not ${typeof condition}`);
  return condition;
}
