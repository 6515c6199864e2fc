import { describe, expect, it } from 'vitest';
import { createInitGate } from './init-gate.ts';

/** Work that ends when it is told to, and what has begun so far. */
function makeWork() {
  const begun: string[] = [];
  const ends = new Map<string, (isFilled: boolean) => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<{ isFilled: boolean; value: string }>((resolve) => ends.set(name, (isFilled) => resolve({ isFilled, value: name })));
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const end = async (name: string, isFilled = true): Promise<void> => {
    ends.get(name)?.(isFilled);
    await settle();
  };
  return { begun, work, end, settle };
}

describe('the gate before init', () => {
  it('lets the first of a set of plugins in alone, then all others together', async () => {
    // GIVEN
    const gate = createInitGate();
    const { begun, work, end, settle } = makeWork();
    // WHEN
    const passed = ['a', 'b', 'c'].map((name) => gate.pass('azurerm', work(name)));
    await settle();
    // THEN
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c']);
    await end('b');
    await end('c');
    expect(await Promise.all(passed)).toEqual(['a', 'b', 'c']);
  });

  it('lets the next one in alone when the first did not fill the cache', async () => {
    // GIVEN
    const gate = createInitGate();
    const { begun, work, end, settle } = makeWork();
    const passed = ['a', 'b', 'c'].map((name) => gate.pass('azurerm', work(name)));
    await settle();
    // WHEN
    await end('a', false);
    // THEN
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    await end('c');
    expect(await Promise.all(passed)).toEqual(['a', 'b', 'c']);
  });

  it('keeps other plugins from being written while somebody reads, and readers from starting while somebody writes', async () => {
    // GIVEN a cache that holds azurerm, and one who reads it
    const gate = createInitGate();
    const { begun, work, end, settle } = makeWork();
    const first = gate.pass('azurerm', work('a'));
    await settle();
    await end('a');
    await first;
    const reading = gate.pass('azurerm', work('reader'));
    await settle();
    // WHEN
    const writing = gate.pass('azuread', work('writer'));
    const later = gate.pass('azurerm', work('later'));
    await settle();
    // THEN
    expect(begun).toEqual(['a', 'reader']);
    await end('reader');
    expect(begun).toEqual(['a', 'reader', 'writer']);
    await end('writer');
    expect(begun).toEqual(['a', 'reader', 'writer', 'later']);
    await end('later');
    expect(await Promise.all([reading, writing, later])).toEqual(['reader', 'writer', 'later']);
  });
});
