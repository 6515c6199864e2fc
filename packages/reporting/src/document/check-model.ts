import { fontFamilies } from '@mxdr/core';
import type { Block, ReportModel } from '../model/report-model.ts';
import { modelInvalid } from './errors.ts';

const idForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const accentForm = /^#[0-9a-fA-F]{6}$/;
const pictureForm = /^data:image\/(png|jpeg|svg\+xml);base64,[A-Za-z0-9+/]+=*$/;

/**
 * What would make a document unsafe or its links ambiguous: ids, the accent, the logo's address, ragged rows.
 * @throws AppError MXDR-REPORT-MODEL-INVALID with every breach
 */
export function checkModel(model: ReportModel): void {
  const breaches: string[] = [];
  if (!fontFamilies.includes(model.brand.font)) breaches.push(`brand.font is not one of ${fontFamilies.join(', ')}`);
  if (!accentForm.test(model.brand.accent)) breaches.push(`brand.accent is not a colour such as #0b5cad`);
  for (const name of ['logo', 'operatorLogo'] as const)
    if (model.brand[name] !== null && !pictureForm.test(model.brand[name].dataUri))
      breaches.push(`brand.${name} is not a base64 data address of a PNG, JPEG or SVG`);
  if (Number.isNaN(Date.parse(model.issuedAt))) breaches.push('issuedAt is not an instant');
  const seen = new Set<string>();
  const checkId = (id: string, path: string): void => {
    if (!idForm.test(id)) breaches.push(`${path} is not made of small letters, digits and single hyphens`);
    else if (seen.has(id)) breaches.push(`${path} "${id}" is used twice`);
    seen.add(id);
  };
  for (const [place, section] of model.sections.entries()) {
    checkId(section.id, `sections[${place}].id`);
    for (const [index, block] of section.blocks.entries()) checkBlock(block, `sections[${place}].blocks[${index}]`, checkId, breaches);
  }
  if (breaches.length > 0) throw modelInvalid(breaches);
}

function checkBlock(block: Block, path: string, checkId: (id: string, path: string) => void, breaches: string[]): void {
  if (block.kind === 'columns') {
    for (const [at, column] of block.columns.entries())
      for (const [index, inner] of column.entries()) checkBlock(inner, `${path}.columns[${at}][${index}]`, checkId, breaches);
    return;
  }
  if ('id' in block) checkId(block.id, `${path}.id`);
  if (block.kind === 'image' && !pictureForm.test(block.dataUri))
    breaches.push(`${path}.dataUri is not a base64 data address of a PNG, JPEG or SVG`);
  if (block.kind === 'comparison' && block.rows.some(({ cells }) => cells.length !== block.columns.length))
    breaches.push(`${path} has a row with another number of cells than there are columns`);
  if (block.kind !== 'table') return;
  if (block.columns.length === 0) breaches.push(`${path} has no columns`);
  const ragged = block.rows.findIndex((row) => row.length !== block.columns.length);
  if (ragged !== -1) breaches.push(`${path}.rows[${ragged}] has another number of cells than there are columns`);
}
