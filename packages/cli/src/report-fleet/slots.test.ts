import { describe, expect, it } from 'vitest';
import { createSlots } from './slots.ts';

describe('createSlots', () => {
  it('has no more at work than there is room for, lets them in as they came, and frees the room of one that fails', async () => {
    // GIVEN
    const slots = createSlots(2);
    const begun: number[] = [];
    let atWork = 0;
    let most = 0;
    const work = (number: number) =>
      slots.run(async () => {
        begun.push(number);
        most = Math.max(most, (atWork += 1));
        await new Promise((resolve) => setImmediate(resolve));
        atWork -= 1;
        if (number % 3 === 0) throw new Error(`no ${number}`);
        return number;
      });
    // WHEN
    const ended = await Promise.allSettled(Array.from({ length: 20 }, (_, number) => work(number)));
    // THEN
    expect(most).toBe(2);
    expect(begun).toEqual(Array.from({ length: 20 }, (_, number) => number));
    expect(ended.map(({ status }) => status === 'fulfilled')).toEqual(begun.map((number) => number % 3 !== 0));
  });
});
