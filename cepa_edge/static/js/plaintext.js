// An article's DOM as the text a reader reads: the rules of articles/plaintext.py, which a browser test holds to these.
// Strings here count UTF-16 units; what comes in or goes out as an offset counts Unicode code points.

const SEPARATOR = "\n\n";
const IMAGE = "\ufffc";
const SKIPPED = new Set(["script", "style", "template"]);
const BLOCKS = new Set([
  ..."address article aside blockquote body dd details div dl dt fieldset figcaption figure footer form".split(" "),
  ..."h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table".split(" "),
  ..."tbody td tfoot th thead tr ul".split(" "),
]);
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;
const PIECES = /(?<space>[ \t\n\r\f]+)|[^ \t\n\r\f]+(?:[ \t\n\r\f][^ \t\n\r\f]+)*/g;

/**
 * The text below `root`, with the way from its offsets to places in the DOM and back.
 *
 * A place is a node and an offset, as in a Range. Several places can be one offset: then `offsetOf` names the end of
 * what stands before. The break between two blocks has no place of its own: `pointAt` gives the end of the first.
 */
export function read(root) {
  const { text, runs } = new Reader(root);
  const { toUnit, fromUnit } = conversion(text);

  function pointAt(offset) {
    const unit = toUnit(offset);
    const run = runs[bisect(runs.length, (i) => runs[i].start <= unit) - 1];
    if (!run) throw new RangeError(`There is no character at ${offset}.`);
    const inside = unit - run.start;
    return { node: run.node, offset: run.at + (inside < run.size ? inside : run.length) };
  }

  function offsetOf(node, offset) {
    const place = node.ownerDocument.createRange();
    place.setStart(node, offset);
    place.collapse(true);
    const run = runs[bisect(runs.length, (i) => place.comparePoint(runs[i].node, runs[i].at) <= 0) - 1];
    if (!run) return 0;
    return fromUnit(run.start + (node === run.node ? Math.min(offset - run.at, run.size) : run.size));
  }

  return { text, pointAt, offsetOf, toUnit, fromUnit };
}

/** Both ways between code points and UTF-16 units, by one table: how many code points precede each astral character. */
function conversion(text) {
  const astral = Array.from(text.matchAll(ASTRAL), ({ index }, rank) => index - rank);
  return {
    toUnit(point) {
      const unit = point + bisect(astral.length, (i) => astral[i] < point);
      if (!(unit >= 0 && unit <= text.length)) throw new RangeError(`${point} lies outside the text.`);
      return unit;
    },
    fromUnit: (unit) => unit - bisect(astral.length, (i) => astral[i] + i < unit),
  };
}

/** How many of the first `size` numbers pass a test that, once failed, is failed ever after. */
function bisect(size, passes) {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (passes(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Goes through the nodes in order and gathers one block at a time.
 *
 * A run is a stretch of text from one node: `size` units from `start` on, which are `length` units from `at` on in the
 * node. The two differ only where several spaces are read as one. Breaks and separators are in no run.
 */
class Reader {
  text = "";
  runs = [];
  #isPreformatted = false;
  #block;

  constructor(root) {
    this.#open();
    this.#children(root);
    this.#boundary();
  }

  #children(parent) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) this.#data(node);
      else if (node.nodeType === Node.ELEMENT_NODE) this.#element(node);
    }
  }

  #element(element) {
    const name = element.localName;
    if (name === "br") this.#lineBreak();
    else if (name === "img") this.#image(element);
    else if (BLOCKS.has(name)) this.#blockElement(element);
    else if (!SKIPPED.has(name)) this.#children(element);
  }

  #blockElement(element) {
    const isPreformatted = element.localName === "pre";
    this.#boundary();
    if (isPreformatted) this.#isPreformatted = true;
    this.#children(element);
    this.#boundary();
    if (isPreformatted) this.#isPreformatted = false;
  }

  #data(node) {
    if (this.#isPreformatted) {
      if (node.data) this.#words(node.data.replaceAll("\r", "\n"), { node, at: 0, length: node.length });
      return;
    }
    for (const { 0: piece, index: at, groups } of node.data.matchAll(PIECES)) {
      const place = { node, at, length: piece.length };
      if (groups.space) this.#space(place);
      else this.#words(piece.replace(/[\t\n\r\f]/g, " "), place);
    }
  }

  /** Keeps a space for the next word; at the edge of a block or line it is never asked for. */
  #space(place) {
    const block = this.#block;
    if (block.text && !block.breaks) block.space ??= place;
  }

  #lineBreak() {
    const block = this.#block;
    if (this.#isPreformatted) block.text += "\n";
    else if (block.text) block.breaks += 1;
  }

  #image(image) {
    this.#boundary();
    this.#run(IMAGE, { node: image.parentNode, at: [...image.parentNode.childNodes].indexOf(image), length: 1 });
    this.#boundary();
  }

  #words(words, place) {
    const block = this.#block;
    // More than an empty line would look like more than the end of a block.
    if (block.breaks) block.text += "\n".repeat(Math.min(block.breaks, 2));
    else if (block.space) this.#run(" ", block.space);
    block.breaks = 0;
    block.space = null;
    this.#run(words, place);
  }

  #run(words, place) {
    const block = this.#block;
    block.runs.push({ start: block.start + block.text.length, size: words.length, ...place });
    block.text += words;
  }

  #open() {
    const start = this.text ? this.text.length + SEPARATOR.length : 0;
    this.#block = { start, text: "", runs: [], breaks: 0, space: null };
  }

  /** Ends one block and begins another; an empty one is forgotten. */
  #boundary() {
    const { text, runs } = this.#block;
    if (/[^ \t\n\r\f]/.test(text)) {
      this.text += this.text && SEPARATOR;
      this.text += text;
      for (const run of runs) this.runs.push(run);
    }
    this.#open();
  }
}
