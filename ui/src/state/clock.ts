// The time of day for words like "3 minutes ago": whoever reads it inside of an effect is told when it has moved on.
import { createSubscriber } from "svelte/reactivity";

/** One timer for everybody who reads, and none when nobody does. */
function ticking(milliseconds: number): () => number {
  const tick = createSubscriber((update) => {
    const timer = setInterval(update, milliseconds);
    return () => clearInterval(timer);
  });
  return () => {
    tick();
    return Date.now();
  };
}

/** Unix milliseconds, every second. */
export const now = ticking(1000);

/** Unix milliseconds, every minute. */
export const thisMinute = ticking(60_000);
