// Places among sorted numbers, found by halving.

/** How many of the first `length` numbers are not above `most`. */
export function countUpTo(sorted: Float64Array, most: number, length = sorted.length): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
