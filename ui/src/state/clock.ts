// The time of day for words like "3 minutes ago": whoever reads it inside of an effect is told every second.
import { createSubscriber } from "svelte/reactivity";

const tick = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** Unix milliseconds. */
export function now(): number {
  tick();
  return Date.now();
}
