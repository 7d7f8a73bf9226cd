/// <reference lib="dom" />
// Functions that run in the window of VS Code, not in the tests: they can use nothing from outside of them.

/** @returns the part of the element's text that is not cut off */
export function visibleText(element: HTMLElement | SVGElement): string {
  const end = element.getBoundingClientRect().right;
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let visible = '';
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const range = document.createRange();
    for (let at = 0; at < node.textContent!.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      if (range.getBoundingClientRect().right <= end) visible += node.textContent![at]!;
    }
  }
  return visible;
}

export function colorOf(element: HTMLElement | SVGElement, property: 'color' | 'backgroundColor'): string {
  return getComputedStyle(element)[property];
}
