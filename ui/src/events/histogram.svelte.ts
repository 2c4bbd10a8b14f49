// What the histogram draws and which of its bars are chosen, apart from how they look.
import type { TimeBar } from "../wire/types";

export const sumOf = (bar: TimeBar): number => bar.events.reduce((sum, events) => sum + events, 0);

export interface Part {
  y: number;
  height: number;
}

/** The stacks of bars, the most serious at the bottom. A few events among many can still be seen. */
export function heightsOf(bars: TimeBar[], height: number): Part[][] {
  const most = Math.max(1, ...bars.map(sumOf));
  return bars.map((bar) => {
    const sum = sumOf(bar);
    const whole = sum === 0 ? 0 : Math.max(1, (sum / most) * height);
    let top = height;
    return bar.events.map((events) => {
      const part = sum === 0 ? 0 : (events / sum) * whole;
      top -= part;
      return { y: top, height: part };
    });
  });
}

/** The bars that the pointer or the keys chose. */
export class Brush {
  #anchor = $state<number | null>(null);
  #head = $state(0);
  #dragging = false;

  range = $derived(
    this.#anchor === null
      ? null
      : { first: Math.min(this.#anchor, this.#head), last: Math.max(this.#anchor, this.#head) },
  );

  begin(bar: number, bars: number): void {
    if (bars === 0) return;
    this.#dragging = true;
    this.#anchor = this.#head = within(bar, bars);
  }

  move(bar: number, bars: number): void {
    if (bars === 0) return;
    this.#head = within(bar, bars);
    if (!this.#dragging) this.#anchor = this.#head;
  }

  /** Whether a range was being drawn. */
  end(): boolean {
    const was = this.#dragging;
    this.#dragging = false;
    return was;
  }

  leave(): void {
    if (!this.#dragging) this.clear();
  }

  clear(): void {
    this.#dragging = false;
    this.#anchor = null;
  }

  /** Whether the key means something here. */
  key(key: string, extends_: boolean, bars: number): boolean {
    if (bars === 0) return false;
    if (key === "Escape") {
      if (this.#anchor === null) return false;
      this.clear();
      return true;
    }
    const to = { ArrowLeft: this.#head - 1, ArrowRight: this.#head + 1, Home: 0, End: bars - 1 }[key];
    if (to === undefined) return false;
    if (this.#anchor === null && key.startsWith("Arrow")) this.#head = key === "ArrowRight" ? 0 : bars - 1;
    else this.#head = within(to, bars);
    if (!extends_ || this.#anchor === null) this.#anchor = this.#head;
    return true;
  }
}

function within(bar: number, bars: number): number {
  return Math.max(0, Math.min(bars - 1, bar));
}
