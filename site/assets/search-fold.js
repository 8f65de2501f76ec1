// Folds text for matching and cuts queries into terms: the other half of generator/search/fold.py and terms.py.

const ACCENTS = /[\u0300-\u036f]/gu;
const GONE = /[\u00b7\u2022\u2027\u30fb\ufe00-\ufe0f\u{e0100}-\u{e01ef}\p{Cf}]/u;
const SEPARATOR = /[\p{P}\p{S}\p{Z}\p{Cc}\p{Cs}]/u;
const WORD = /[0-9a-z]/;
const LONGEST = 8;
const KIND = 2 ** 48;
const [PAIR, PINYIN] = [KIND, 2 * KIND];

let simplified = new Map();
const known = new Map();

/** Takes the character map that comes with the index: traditional characters in a row, and what each becomes. */
export function useSimplified([traditional, simple]) {
  const after = [...simple];
  simplified = new Map([...traditional].map((character, place) => [character, after[place]]));
  known.clear();
}

/** What one character of NFKC text becomes: a character, a space, or nothing. */
function foldCharacter(character) {
  if (known.has(character)) return known.get(character);
  const bare = character.normalize("NFKD").replace(ACCENTS, "").normalize("NFKC");
  const small = ([...bare].length < 2 ? bare : character).toLowerCase().replace("ς", "σ");
  const plain = simplified.get(small) ?? small;
  const folded = !plain || GONE.test(plain) ? "" : SEPARATOR.test(plain) ? " " : plain;
  known.set(character, folded);
  return folded;
}

/** `text` as it is matched: NFKC, lower case, simplified; separators are one space, none at the ends. */
export function fold(text) {
  return Array.from(text.normalize("NFKC"), foldCharacter).join("").replace(/ +/g, " ").replace(/^ | $/g, "");
}

const graphemes = typeof Intl.Segmenter === "function" ? new Intl.Segmenter("zh", { granularity: "grapheme" }) : null;

/** Folded text in which each character knows where in `text` it comes from; null if that cannot be told. */
function foldedPlaces(text) {
  let folded = "";
  const begins = [];
  const ends = [];
  const pieces = graphemes
    ? graphemes.segment(text)
    : Array.from(text.matchAll(/\P{M}\p{M}*|\p{M}+/gu), (match) => ({ segment: match[0], index: match.index }));
  for (const { segment, index } of pieces) {
    for (const character of segment.normalize("NFKC")) {
      const made = foldCharacter(character);
      if (!made || (made === " " && (!folded || folded.endsWith(" ")))) continue;
      folded += made;
      for (let unit = 0; unit < made.length; unit++) {
        begins.push(index);
        ends.push(index + segment.length);
      }
    }
  }
  return folded.trimEnd() === fold(text) ? { folded, begins, ends } : null;
}

/** `text` as [piece, hit] pairs: hits are where one of the folded `needles` stands. */
export function marked(text, needles) {
  const places = text && needles.length ? foldedPlaces(text) : null;
  if (!places) return text ? [[text, false]] : [];
  const hits = new Array(text.length).fill(false);
  for (const needle of needles) {
    for (let at = places.folded.indexOf(needle); at >= 0; at = places.folded.indexOf(needle, at + 1)) {
      hits.fill(true, places.begins[at], places.ends[at + needle.length - 1]);
    }
  }
  const pieces = [];
  for (let at = 0, next = 0; at < text.length; at = next) {
    while (next < text.length && hits[next] === hits[at]) next++;
    pieces.push([text.slice(at, next), hits[at]]);
  }
  return pieces;
}

/** A query as terms: {text: folded, without: whether it excludes}. Quotation marks keep spaces inside a term. */
export function parsed(query) {
  const terms = [];
  for (const [, minus, straight, curved, bare] of query
    .normalize("NFKC")
    .slice(0, 200)
    .matchAll(/(-?)(?:"([^"]*)"?|“([^”]*)”?|(\S+))/gu)) {
    const text = fold(straight ?? curved ?? bare);
    if (text) terms.push({ text, without: minus === "-" });
  }
  return terms;
}

const isWord = (text) => /^[0-9a-z]+$/.test(text);

function wordTerm(word) {
  let term = 0;
  for (let place = 0; place < LONGEST; place++) {
    const code = place < word.length ? word.charCodeAt(place) - (word[place] <= "9" ? 47 : 86) : 0;
    term = term * 64 + code;
  }
  return term;
}

/** The terms that begin with `word`, or only the word itself: from and below. */
function wordRange(word, whole = false) {
  const low = wordTerm(word);
  return { low, high: low + (whole ? 1 : 64 ** Math.max(0, LONGEST - word.length)) };
}

/** The term of two neighbours; undefined stands for the edge of a run. */
function pairTerm(one, other) {
  return PAIR + (one?.codePointAt(0) ?? 0) * 2 ** 21 + (other?.codePointAt(0) ?? 0);
}

/**
 * What to look up for a folded term: ranges of terms, from and below, all of which must meet in one field.
 * `starts` and `ends` say that the range holds the term's first or last character; `sure`, that whatever is found has
 * the term.
 */
export function lookups(text) {
  const pieces = text.split(" ").map((piece) => [...piece]);
  if (pieces.length === 1 && pieces[0].length === 1 && !WORD.test(text)) {
    // A single character is found by all the pairs that it begins.
    const low = pairTerm(text);
    return { used: [{ low, high: low + 2 ** 21, starts: true, ends: true }], sure: true };
  }
  const used = pieces.flatMap((characters, number) => {
    const [first, last] = [number === 0, number === pieces.length - 1];
    return [...pairsOf(characters, first, last), ...wordsOf(characters, first, last)];
  });
  return { used, sure: used.length === 1 };
}

/** The pairs of a piece; where another piece stands before or after it, its edges are known, too. */
function* pairsOf(characters, first, last) {
  const length = characters.length;
  for (let at = first ? 1 : 0; at < length + (last ? 0 : 1); at++) {
    const [one, other] = [characters[at - 1], characters[at]];
    if ((one && !WORD.test(one)) || (other && !WORD.test(other))) {
      const low = pairTerm(one, other);
      yield { low, high: low + 1, starts: first && at === 1, ends: last && at === length - 1 };
    }
  }
}

/** The words of a piece: to their end where that is known, else by their beginning; eight characters at a time. */
function* wordsOf(characters, first, last) {
  const length = characters.length;
  for (let at = 0; at < length; at++) {
    let end = at;
    while (end < length && WORD.test(characters[end])) end++;
    for (let from = at; from < end; from += LONGEST) {
      const to = Math.min(end, from + LONGEST);
      const whole = to === end && (end < length || !last) && to - from < LONGEST;
      const range = wordRange(characters.slice(from, to).join(""), whole);
      yield { ...range, starts: first && from === 0, ends: last && to === length };
    }
    at = Math.max(at, end - 1);
  }
}

/** The range of readings that begin with `text`, or null if it cannot be pinyin. */
export function pinyinLookup(text) {
  if (!isWord(text)) return null;
  const { low, high } = wordRange(text.slice(0, LONGEST));
  return { low: PINYIN + low, high: PINYIN + high, whole: text.length <= LONGEST ? PINYIN + low : null };
}
