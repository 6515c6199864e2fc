import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Handlebars from 'handlebars';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { templateHelpers, templateNames } from './template-engine.ts';
import { templatesFolder } from './templates-folder.ts';

const folder = join(templatesFolder(), 'report');
const sourceOf = (name: string): string => readFileSync(join(folder, `${name}.hbs`), 'utf8');

/** Walks a template with the type that each place has, and lists what does not fit. */
function checkTemplate(source: string, view: ts.Type, checker: ts.TypeChecker): readonly string[] {
  const problems: string[] = [];
  const describePlace = (node: hbs.AST.Node): string => `line ${node.loc.start.line}`;

  function typeOf(path: hbs.AST.PathExpression, scope: ts.Type): ts.Type | undefined {
    let type: ts.Type = scope;
    if (path.depth > 0 || path.data) problems.push(`${describePlace(path)}: ${path.original} leaves its view`);
    for (const part of path.parts) {
      const property = checker.getPropertyOfType(type, part);
      if (property === undefined) {
        problems.push(`${describePlace(path)}: there is no ${path.original} in ${checker.typeToString(scope)}`);
        return undefined;
      }
      type = checker.getTypeOfSymbol(property);
    }
    return type;
  }

  function walk(program: hbs.AST.Program, scope: ts.Type): void {
    for (const statement of program.body) {
      if (statement.type === 'MustacheStatement') {
        const { path, escaped } = statement as hbs.AST.MustacheStatement & { escaped: boolean };
        const type = typeOf(path as hbs.AST.PathExpression, scope);
        if (type === undefined) continue;
        const isSafe = type.aliasSymbol?.name === 'SafeHtml';
        if (isSafe === escaped)
          problems.push(
            `${describePlace(statement)}: ${(path as hbs.AST.PathExpression).original} is ${escaped ? 'SafeHtml and escaped' : 'not SafeHtml and not escaped'}`,
          );
        if (!isSafe && (type.flags & ts.TypeFlags.StringLike) === 0)
          problems.push(`${describePlace(statement)}: ${(path as hbs.AST.PathExpression).original} is not a string`);
      } else if (statement.type === 'BlockStatement') {
        const block = statement as hbs.AST.BlockStatement;
        const helper = block.path.original;
        const argument = typeOf(block.params[0] as hbs.AST.PathExpression, scope);
        if (argument === undefined) continue;
        if (helper === 'each') {
          const item = checker.getIndexTypeOfType(argument, ts.IndexKind.Number);
          if (item === undefined) problems.push(`${describePlace(block)}: each of something that is no list`);
          else walk(block.program, item);
        } else {
          if (helper !== 'when' && helper !== 'unless') problems.push(`${describePlace(block)}: ${helper} is no helper`);
          if ((argument.flags & ts.TypeFlags.BooleanLike) === 0)
            problems.push(`${describePlace(block)}: ${helper} of something that is not true or false`);
          walk(block.program, scope);
          if (block.inverse !== undefined && block.inverse !== null) walk(block.inverse, scope);
        }
      } else if (statement.type !== 'ContentStatement' && statement.type !== 'CommentStatement') {
        problems.push(`${describePlace(statement)}: ${statement.type} is not used here`);
      }
    }
  }
  walk(Handlebars.parse(source), view);
  return problems;
}

describe('the templates', () => {
  const file = fileURLToPath(new URL('template-views.ts', import.meta.url));
  const program = ts.createProgram([file], {
    strict: true,
    noLib: false,
    lib: ['lib.es2023.d.ts'],
    types: [],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const symbol = checker
    .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
    .find(({ name }) => name === 'TemplateViews')!;
  const viewOf = (name: string): ts.Type =>
    checker.getTypeOfSymbol(checker.getPropertyOfType(checker.getDeclaredTypeOfSymbol(symbol), name)!);

  it.each(templateNames)('%s uses only what its view has, escaped unless it is SafeHtml', (name) => {
    expect(checkTemplate(sourceOf(name), viewOf(name), checker)).toEqual([]);
  });

  it('would be caught with a misspelt path, an unescaped text and a foreign helper', () => {
    const problems = checkTemplate(
      '{{tittle}}{{{title}}}{{#if title}}x{{/if}}{{#each title}}y{{/each}}{{../title}}',
      viewOf('report'),
      checker,
    );
    expect(problems.length).toBeGreaterThanOrEqual(5);
  });

  it.each(templateNames)('%s quotes every attribute that holds data and has no style or event of its own', (name) => {
    // Mail programs know no style sheets. What is put into a style there is the accent, whose form is checked.
    const source = name === 'mail' ? sourceOf(name).replaceAll(/ style="(?:[^"{]|\{\{accent\}\})*"/g, '') : sourceOf(name);
    expect(source).not.toMatch(/=\{\{/);
    expect(source).not.toMatch(/\s(style|on[a-z]+)=/i);
  });

  it('know no other helpers than ours', () => {
    expect(templateHelpers).toEqual(['each', 'when', 'unless']);
  });
});
