// A text cut into what a keyboard chooses of it: sentences, parts of sentences, words. Pure; offsets are UTF-16 units.

// For browsers without Intl.Segmenter: a paragraph for a sentence, what stands between spaces for a word.
const PLAIN = { sentence: /[^\n]+/g, word: /\S+/g };
// Parts of a sentence stand between its marks, and in these languages between its conjunctions. Commas of numbers have
// no space behind them.
const MARKS = String.raw`[,;:—–()]+["”’»)]*\s+|\s+(?=[(—–])|[、，；：（）]+`;
// What of a mark still belongs to the part before it.
const CLOSING = /^(?:[,;:)]*["”’»)])?/;
const CONJUNCTIONS = { en: "and|but|or|though|although|while|whereas|because|if|when|where|since" };

/** The sentences, parts of sentences or words of a text as { start, end }, without the spaces behind them. */
export function stretches(text, unit, language) {
  if (unit === "part") return stretches(text, "sentence", language).flatMap((one) => parts(text, one, language));
  const found = Intl.Segmenter
    ? [...new Intl.Segmenter(language || undefined, { granularity: unit }).segment(text)]
    : Array.from(text.matchAll(PLAIN[unit]), ({ 0: segment, index }) => ({ segment, index }));
  return found
    .filter(({ segment, isWordLike = true }) => isWordLike && segment.trim())
    .map(({ segment, index }) => ({ start: index, end: index + segment.trimEnd().length }));
}

function parts(text, { start, end }, language) {
  const cuts = [...text.slice(start, end).matchAll(cut(language))];
  const starts = [start, ...cuts.map(({ 0: words, index }) => start + index + words.length)];
  const ends = [...cuts.map(({ 0: words, index }) => start + index + words.match(CLOSING)[0].length), end];
  return starts
    .map((from, at) => ({ start: from, end: ends[at] }))
    .filter((part) => /[\p{L}\p{N}]/u.test(text.slice(part.start, part.end)));
}

function cut(language) {
  const joints = CONJUNCTIONS[language?.slice(0, 2)];
  return new RegExp(joints ? `(?:${MARKS})(?:(?:${joints})\\s+)?|\\s+(?:${joints})\\s+` : MARKS, "giu");
}
