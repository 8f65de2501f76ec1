// Finds exemplars in the index that lies beside the site: `search(query, {limit, offset, filters})`.
//
// Every term of a query must occur. The index says which documents may match and how well; it is made of pairs of
// characters, which may also meet by chance. So each result is verified before it is given: by its row, or by the
// text of its page.

import { fold, lookups, marked, parsed, pinyinLookup } from "./search-fold.js";
import { ALIAS, BODY, END, FIELDS, HONOUR, Index, NAMED, SearchUnavailable, START, SUMMARY, UNIT } from "./search-index.js";

export { SearchUnavailable };

// The page loads this file when its reader turns to the box: what every answer needs may come while he types.
Index.open().catch(() => {}); // asked for again, and told of, with the first question

/** How well a term matches, best first. A document's rank is the sum over the terms. */
const [NAME_WHOLE, NAME_BEGIN, NAME_PART, PINYIN_WHOLE, PINYIN_BEGIN, PINYIN_PART, AS_ALIAS, IN_UNIT, UNIT_PINYIN, IN_HONOUR, IN_SUMMARY, IN_BODY, NOT] =
  Array.from({ length: 13 }, (_none, rank) => rank);
const AT_ONCE = 3;
const MANY = 50;
const EXCERPT = 70;

/**
 * The exemplars that match `query`, best first, then those of newer honours.
 *
 * `filters` narrows by facet: {level: ["county"], year: ["2011"]}. With `excerpts`, results found in the body show
 * where; with `facets`, all values of all facets are counted. `total` is exact, or an upper bound where `exact` is
 * false. Raises SearchUnavailable, or an AbortError when `signal` says so.
 */
export async function search(query, options = {}) {
  try {
    return await answered(query, options, await Index.open());
  } catch (error) {
    if (!(error instanceof SearchUnavailable) || !error.missing) throw error;
    // The site may have been replaced since this page was opened: its top table names the files that stand now.
    Index.close();
    return answered(query, options, await Index.open());
  }
}

async function answered(query, { limit = 10, offset = 0, filters = {}, facets = false, excerpts = false, signal }, index) {
  const terms = parsed(query);
  const wanted = terms.filter((term) => !term.without);
  const narrowed = Object.entries(filters).filter(([, values]) => values?.length);
  if (!terms.length && !narrowed.length) return { total: 0, exact: true, results: [], facets: null };
  const found = await Promise.all(index.segments.map((segment) => matches(segment, terms, wanted)));
  signal?.throwIfAborted();
  const passing = await Promise.all(index.segments.map((segment) => passed(segment, narrowed)));
  signal?.throwIfAborted();
  const queue = new Queue(index.segments);
  found.forEach(({ ranks }, number) => {
    ranks.forEach((rank, document) => {
      if (rank < UNMATCHED && passing[number].every(({ bearing }) => bearing[document])) queue.add(rank, number, document);
    });
  });
  const sure = found.every((part) => part.sure);
  const results = [];
  let rejected = 0;
  while (results.length < offset + limit && queue.left) {
    // Where many were rejected many will be, and asking for their texts together saves the reader's time.
    const batch = await queue.take(Math.max(offset + limit - results.length, Math.min(rejected, MANY)));
    const judged = await Promise.all(batch.map((candidate) => judge(candidate, terms, index, found[candidate.number])));
    signal?.throwIfAborted();
    batch.forEach((candidate, place) => {
      const { rank, row } = judged[place];
      if (rank === null) rejected++;
      else if (rank > candidate.rank) queue.add(rank, candidate.number, candidate.document);
      else results.push({ row, rank });
    });
  }
  const needles = wanted.map((term) => term.text);
  return {
    total: results.length + queue.left,
    exact: sure || !queue.left,
    results: await Promise.all(results.slice(offset, offset + limit).map((result) => told(result, needles, index, excerpts))),
    facets: facets ? await counted(index, found, passing) : null,
  };
}

/** Ranks that are no match; sums of ranks stay far below. */
const UNMATCHED = 0xffff;

/** The rank of each document of a segment by the index alone: never worse than the true one. */
async function matches(segment, terms, wanted) {
  const parts = await Promise.all(terms.map((term) => ranked(segment, term.text)));
  const ranks = new Uint16Array(segment.size);
  let sure = true;
  parts.forEach((part, number) => {
    const { without } = terms[number];
    sure &&= part.sure;
    for (let document = 0; document < ranks.length; document++) {
      const rank = part.ranks[document];
      if (without ? part.sure && rank < NOT : rank === NOT) ranks[document] = UNMATCHED;
      else if (!without && ranks[document] < UNMATCHED) ranks[document] += rank;
    }
  });
  const reading = joined(wanted);
  if (reading) {
    const pinyin = await byPinyin(segment, reading);
    pinyin.forEach((rank, document) => {
      if (ranks[document] < UNMATCHED) ranks[document] = Math.min(ranks[document], rank);
    });
  }
  for (const document of segment.gone) ranks[document] = UNMATCHED;
  return { ranks, sure, masks: parts.map((part) => part.masks) };
}

/** A reading typed in syllables, such as "jiao yu lu", as one word. */
function joined(wanted) {
  return wanted.length > 1 && wanted.every((term) => pinyinLookup(term.text)) ? wanted.map((term) => term.text).join("") : "";
}

/** The rank of a term in each document. `sure` says that whoever has a rank has the term. */
async function ranked(segment, text) {
  const { used, sure } = lookups(text);
  const [masks, pinyin] = await Promise.all([meeting(segment, spread(used)), byPinyin(segment, text)]);
  const ranks = pinyin ?? new Uint8Array(segment.size).fill(NOT);
  masks.forEach((mask, document) => {
    if (mask) ranks[document] = Math.min(ranks[document], rankOf(mask));
  });
  return { ranks, masks, sure: sure && (!pinyin || text.length <= 8) };
}

/** Lookups in an order in which the first few tell much: both ends, the middle, the rest. */
function spread(used) {
  const places = [...new Set([0, used.length - 1, used.length >> 1, ...used.keys()])];
  return places.map((place) => used[place]);
}

/** The fields in which all lookups meet, by document. Stops asking when few documents are left: they are verified. */
async function meeting(segment, used) {
  const begins = used.find((lookup) => lookup.starts);
  const finishes = used.find((lookup) => lookup.ends);
  let met = null;
  for (let at = 0; at < used.length; at += AT_ONCE) {
    const part = used.slice(at, at + AT_ONCE);
    const answers = await Promise.all(part.map((lookup) => segment.masks(lookup)));
    let left = 0;
    answers.forEach(({ found }, place) => {
      const lookup = part[place];
      const ends = (lookup === begins ? START : 0) | (lookup === finishes ? END : 0);
      left = 0;
      if (!met) {
        met = found.map((mask) => (mask & FIELDS ? mask & (FIELDS | ends) : 0));
        return;
      }
      for (let document = 0; document < met.length; document++) {
        const fields = met[document] & found[document] & FIELDS;
        met[document] = fields && fields | (met[document] & ~FIELDS) | (found[document] & ends);
        if (fields) left++;
      }
    });
    if (at > 0 || used.length > AT_ONCE ? left <= MANY : left === 0 && part.length > 1) break;
  }
  // What no lookup says is taken for granted here; verification puts it right.
  const granted = (begins ? 0 : START) | (finishes ? 0 : END);
  return granted ? met.map((mask) => (mask ? mask | granted : 0)) : met;
}

function rankOf(mask) {
  if (mask & NAMED) return mask & START ? (mask & END ? NAME_WHOLE : NAME_BEGIN) : NAME_PART;
  if (mask & ALIAS) return AS_ALIAS;
  if (mask & UNIT) return IN_UNIT;
  if (mask & HONOUR) return IN_HONOUR;
  return mask & SUMMARY ? IN_SUMMARY : IN_BODY;
}

/** The rank of a text as pinyin in each document, or null if it can be none. */
async function byPinyin(segment, text) {
  const lookup = pinyinLookup(text);
  if (!lookup) return null;
  const { found, exactly } = await segment.masks(lookup);
  const ranks = new Uint8Array(segment.size).fill(NOT);
  found.forEach((mask, document) => {
    const whole = exactly[document] & START && (lookup.whole === null || exactly[document] & END);
    if (mask & NAMED) ranks[document] = mask & START ? (whole ? PINYIN_WHOLE : PINYIN_BEGIN) : PINYIN_PART;
    else if (mask & UNIT) ranks[document] = UNIT_PINYIN;
  });
  return ranks;
}

/** For each narrowed facet, which documents bear one of its values. */
async function passed(segment, narrowed) {
  return Promise.all(
    narrowed.map(async ([facet, values]) => {
      const bearing = new Uint8Array(segment.size);
      for (const [value, documents] of await segment.bearers(facet)) {
        if (values.includes(value)) for (const document of documents) bearing[document] = 1;
      }
      return { facet, bearing };
    }),
  );
}

/** Candidates by rank; those of a rank by their newest honour. */
class Queue {
  #ranks = new Map();
  left = 0;

  constructor(segments) {
    this.segments = segments;
  }

  add(rank, number, document) {
    if (!this.#ranks.has(rank)) this.#ranks.set(rank, { candidates: [], sorted: false });
    const group = this.#ranks.get(rank);
    group.candidates.push({ rank, number, document });
    group.sorted = false;
    this.left++;
  }

  /** Up to `count` of the best rank. */
  async take(count) {
    const best = Math.min(...this.#ranks.keys());
    const group = this.#ranks.get(best);
    if (!group.sorted) await this.#sort(group);
    const taken = group.candidates.splice(0, count);
    if (!group.candidates.length) this.#ranks.delete(best);
    this.left -= taken.length;
    return taken;
  }

  async #sort(group) {
    if (group.candidates.length > 1) {
      await Promise.all(
        this.segments.map(async (segment, number) => {
          const own = group.candidates.filter((candidate) => candidate.number === number);
          const months = await segment.months(own.map((candidate) => candidate.document));
          own.forEach((candidate, place) => (candidate.month = months[place]));
        }),
      );
      group.candidates.sort((a, b) => b.month - a.month || a.number - b.number || a.document - b.document);
    }
    group.sorted = true;
  }
}

/**
 * The true rank of a candidate, null if a term does not occur in it after all; and its row.
 *
 * Its text is read only if nothing else tells. A rank worse than it came with is not yet verified.
 */
async function judge({ number, document, rank }, terms, index, { sure, masks }) {
  const row = await index.segments[number].row(document);
  const unread = [];
  let sum = 0;
  for (const [place, { text, without }] of terms.entries()) {
    let found = rankIn(row, text);
    if (found === NOT && masks[place][document] & BODY) {
      if (!sure) unread.push({ text, without });
      // Where the index is sure, what stands in no field of the row stands in the body.
      if (!without) found = IN_BODY;
    }
    if (without ? found < NOT : found === NOT) return { rank: null, row };
    if (!without) sum += found;
  }
  const reading = joined(terms.filter((term) => !term.without));
  if (reading) sum = Math.min(sum, rankAsPinyin(row, reading));
  if (unread.length && sum <= rank) {
    const blocks = (await index.body(row.id)).map(fold);
    const held = ({ text }) => blocks.some((block) => block.includes(text));
    if (unread.some((term) => held(term) === term.without)) return { rank: null, row };
  }
  return { rank: Math.max(sum, rank), row };
}

/** The rank of a term in what a row shows. */
function rankIn(row, text) {
  const { name, aliases, unit, honours, summary } = row.folded;
  const held = (texts) => texts.some((one) => one.includes(text));
  if (name === text) return NAME_WHOLE;
  if (name.includes(text)) return name.startsWith(text) ? NAME_BEGIN : NAME_PART;
  const pinyin = rankAsPinyin(row, text);
  if (pinyin < UNIT_PINYIN) return pinyin;
  if (held(aliases)) return AS_ALIAS;
  if (held(unit)) return IN_UNIT;
  if (pinyin < NOT) return pinyin;
  if (held(honours)) return IN_HONOUR;
  return summary.includes(text) ? IN_SUMMARY : NOT;
}

function rankAsPinyin(row, text) {
  if (!pinyinLookup(text)) return NOT;
  let best = NOT;
  for (const { typed, whole } of row.typed) {
    if (typed.startsWith(text)) best = Math.min(best, !whole ? PINYIN_PART : typed === text ? PINYIN_WHOLE : PINYIN_BEGIN);
  }
  return best === NOT && row.unitTyped.some(({ typed }) => typed.startsWith(text)) ? UNIT_PINYIN : best;
}

/** A result as it is given. */
async function told({ row, rank }, needles, index, excerpts) {
  const found = row.honours.find(([title, by]) => needles.some((text) => fold(title).includes(text) || fold(by).includes(text)));
  const [title = "", by = "", on = ""] = found ?? row.honours[0] ?? [];
  const read = needles.some((text) => rankAsPinyin(row, text) < UNIT_PINYIN) || rankAsPinyin(row, needles.join("")) < UNIT_PINYIN;
  const inRow = (text) => rankIn(row, text) < NOT;
  const hidden = needles.filter((text) => !inRow(text));
  return {
    id: row.id,
    url: index.address(row.id),
    name: row.name,
    unit: row.unit,
    summary: row.summary,
    score: Math.max(0, 1 - rank / 100),
    kind: row.kind,
    post: row.post,
    region: row.region,
    honour: { title, by, on },
    year: row.year,
    photo: row.photo,
    monogram: row.monogram,
    shown: {
      name: read && !marked(row.name, needles).some(([, hit]) => hit) ? [[row.name, true]] : marked(row.name, needles),
      unit: marked(row.unit || row.post, needles),
      honour: marked(title, needles),
      summary: marked(row.summary, needles),
      excerpt: excerpts && hidden.length ? excerpt(await index.body(row.id), hidden, needles) : null,
    },
  };
}

/** Where in a body the first of the `hidden` terms stands, with some text around it. */
function excerpt(blocks, hidden, needles) {
  const block = blocks.find((text) => fold(text).includes(hidden[0]));
  if (block === undefined) return null;
  const pieces = marked(block, needles);
  let before = 0;
  for (const [text, hit] of pieces) {
    if (hit && fold(text).includes(hidden[0])) break;
    before += text.length;
  }
  let from = Math.max(0, Math.min(before - 20, block.length - EXCERPT));
  let to = Math.min(block.length, from + EXCERPT);
  if (/[\udc00-\udfff]/.test(block[from] ?? "")) from--;
  if (/[\udc00-\udfff]/.test(block[to] ?? "")) to++;
  const cut = [];
  let at = 0;
  for (const [text, hit] of pieces) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (part) cut.push([part, hit]);
    at += text.length;
  }
  return [...(from ? [["…", false]] : []), ...cut, ...(to < block.length ? [["…", false]] : [])];
}

/** How many of the candidates bear each value of each facet, if the facet's own filter did not hold. */
async function counted(index, found, passing) {
  const labels = await index.labels();
  return Promise.all(
    labels.map(async ([facet, label, values]) => {
      const counts = new Map();
      await Promise.all(
        index.segments.map(async (segment, number) => {
          const others = passing[number].filter((one) => one.facet !== facet);
          const { ranks } = found[number];
          for (const [value, documents] of await segment.bearers(facet)) {
            let count = 0;
            for (const document of documents) {
              if (ranks[document] < UNMATCHED && others.every(({ bearing }) => bearing[document])) count++;
            }
            counts.set(value, (counts.get(value) ?? 0) + count);
          }
        }),
      );
      const borne = values.map(([id, name]) => ({ id, label: name, count: counts.get(id) ?? 0 }));
      return { id: facet, label, values: borne.filter((value) => value.count) };
    }),
  );
}
