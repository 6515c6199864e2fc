import type { SlidePart } from './deck-model.ts';
import { body, gap } from './slide-geometry.ts';

/** The parts of one slide, and what is said beside them. */
export interface DraftedSlide {
  readonly parts: SlidePart[];
  readonly notes: string[];
}

/** Puts parts on slides: as many below each other as fit, in order. */
export class SlideFiller {
  readonly slides: DraftedSlide[] = [];

  /** Inches left on the slide in hand; a whole body where there is none. */
  get left(): number {
    const current = this.slides.at(-1);
    if (current === undefined) return body.height;
    return body.height - current.parts.reduce((sum, part) => sum + part.height + gap, 0);
  }

  get isEmpty(): boolean {
    return (this.slides.at(-1)?.parts.length ?? 0) === 0;
  }

  /** A fresh slide, unless the one in hand is empty. */
  turn(): void {
    if (this.slides.length === 0 || !this.isEmpty) this.slides.push({ parts: [], notes: [] });
  }

  place(part: SlidePart, notes: readonly string[] = []): void {
    if (this.slides.length === 0 || part.height > this.left + 0.01) this.turn();
    const current = this.slides.at(-1)!;
    current.parts.push(part);
    current.notes.push(...notes.filter((note) => note !== ''));
  }
}
