// What a hand has painted for an answer, and how that is sent.

/**
 * What a row of strokes has painted in the end.
 * @param {{vertices: number[], erase: boolean}[]} strokes
 * @returns {Set<number>}
 */
export function paintedBy(strokes) {
  /** @type {Set<number>} */
  const found = new Set();
  for (const { vertices, erase } of strokes) {
    for (const one of vertices) {
      if (erase) found.delete(one);
      else found.add(one);
    }
  }
  return found;
}

/**
 * Numbers in order, each as its distance from the one before.
 * @param {Iterable<number>} numbers
 */
export function stepsOf(numbers) {
  let last = 0;
  return [...numbers].sort((a, b) => a - b).map((one) => {
    const step = one - last;
    last = one;
    return step;
  });
}
